import { open } from 'node:fs/promises';

/** Puts the names in a folder on the disk: a file that was made, renamed or linked there is found after a loss of power. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder to sync it.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
