/** Recording by keyboard, as a person does it: what is pressed is counted. */
import type { Page } from 'playwright-core';
import { until } from './ledger-process.js';

/** Presses keys one by one, and counts them; `Control+Enter` is two. After each, something of the page has the focus. */
export class Keyboard {
  pressed = 0;

  constructor(private readonly page: Page) {}

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.pressed += key.split('+').length;
      await this.page.keyboard.press(key);
      await until(`the focus is not lost after ${key}`, () =>
        this.page.evaluate<boolean>('document.activeElement !== document.body'),
      );
    }
  }

  async type(text: string): Promise<void> {
    this.pressed += text.length;
    await this.page.keyboard.type(text);
  }

  /** Types the beginning of a name, and takes what is offered first. */
  async choose(text: string, name: string): Promise<void> {
    await this.type(text);
    await this.page.locator('[data-combobox-option][data-combobox-selected]', { hasText: name }).waitFor();
    await this.press('Enter');
  }
}

/** Waits until an element has the focus. */
export async function waitForFocus(page: Page, id: string): Promise<void> {
  await page.locator(`#${id}:focus`).waitFor();
}

/** Pastes a text into the form, and waits for its numbered lines. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.locator('#source-text').fill(text);
  await page.locator('#source-lines').waitFor();
}
