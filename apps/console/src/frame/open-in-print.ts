/** Opens what is folded while a page is printed, and folds it again after: paper cannot be opened. */
export function openInPrint(): void {
  const opened = new Set<HTMLDetailsElement>();
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>(
      'details:not([open]):not(.no-print)',
    )) {
      details.open = true;
      opened.add(details);
    }
  });
  addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
    opened.clear();
  });
}
