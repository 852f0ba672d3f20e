import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

describe('a process that is asked to stop', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s runs what was registered once, the last first, and exits 0',
    async (signal) => {
      const { child, output } = await started(`
      onShutdown(() => console.log('first'));
      onShutdown(async () => { await new Promise((go) => setTimeout(go, 20)); console.log('second'); });
      onShutdown(() => console.log('taken out'))();
    `);
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([0, null]);
      expect(output()).toBe('ready\nsecond\nfirst\n');
    },
  );

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s exits with %i where it is a command, which is then not done', async (signal, code) => {
    const { child, output } = await started(`
      exitAsInterrupted();
      console.log(isStopping(), stopSignal());
      onShutdown(() => console.log(isStopping(), stopSignal()));
    `);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([code, null]);
    expect(output()).toBe(`false null\nready\ntrue ${signal}\n`);
  });

  it('takes the same Ctrl-C, heard more than once, for one', async () => {
    const { child, output } = await started(`
      onShutdown(() => new Promise((go) => { console.log('stopping'); setTimeout(() => { console.log('done'); go(); }, 100); }));
    `);
    child.kill('SIGINT');
    await says(output, 'stopping');
    child.kill('SIGINT');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(output()).toBe('ready\nstopping\ndone\n');
  });

  it('leaves at once on a second signal that comes later', async () => {
    const { child, output } = await started(`
      onShutdown(() => new Promise(() => { console.log('stuck'); setTimeout(() => console.log('a while'), 1100); }));
    `);
    child.kill('SIGINT');
    await says(output, 'a while');
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
  });

  it('runs the other steps when one fails, and exits 1', async () => {
    const { child, output } = await started(`
      onShutdown(() => console.log('the other'));
      onShutdown(() => { throw new Error('no'); });
    `);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(output()).toBe('ready\nthe other\n');
  });

  it('leaves when the deadline has passed', async () => {
    const { child } = await started(`
      // Ten seconds of the module pass in a tenth of one.
      const real = globalThis.setTimeout;
      globalThis.setTimeout = (go, wait) => real(go, wait / 100);
      onShutdown(() => new Promise(() => {}));
    `);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([1, null]);
  });
});

async function started(steps: string): Promise<{ readonly child: ChildProcess; output(): string }> {
  const program = `
    const { exitAsInterrupted, isStopping, onShutdown, stopSignal } = await import(${JSON.stringify(new URL('./shutdown.ts', import.meta.url).href)});
    ${steps}
    setInterval(() => {}, 1000);
    console.log('ready');`;
  const hooks = new URL('../../../test/support/typescript-hooks.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', hooks, '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const output = (): string => text;
  await says(output, 'ready');
  return { child, output };
}

async function says(output: () => string, word: string): Promise<void> {
  while (!output().includes(word)) await new Promise((again) => setTimeout(again, 5));
}
