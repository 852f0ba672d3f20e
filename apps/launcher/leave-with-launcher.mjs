// Loaded into what the launcher starts. A launcher that is killed can hand no signal on; its end of the channel closes.
import process from 'node:process';

if (process.connected) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // The channel alone is no reason to go on running.
  process.channel.unref();
}

// What this process forks in its turn (jest's workers) has a channel of its own, to its own parent, that it needs.
const at = process.execArgv.indexOf('--import');
if (at >= 0 && process.execArgv[at + 1] === import.meta.url) process.execArgv.splice(at, 2);
