// Loaded into what the launcher starts. A launcher that is killed cannot forward a signal, but its end of the channel closes.
import process from 'node:process';

if (process.connected) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // The channel alone must not keep the process running.
  process.channel.unref();
}

// The processes that this one forks (jest's workers) need their own channel to it.
const at = process.execArgv.indexOf('--import');
if (at >= 0 && process.execArgv[at + 1] === import.meta.url) process.execArgv.splice(at, 2);
