/** Moves the focus to the heading of the page, from a button that goes away once it is pressed. */
export function toHeading(): void {
  document.querySelector('h1')?.focus({ preventScroll: true });
}
