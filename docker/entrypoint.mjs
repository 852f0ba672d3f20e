// docker/entrypoint.mjs api | worker | cli …: reads the password from the file of a secret, adds it to the address of the
// database, and becomes the app. So no variable that `docker inspect` shows holds the password.
import { readFileSync } from 'node:fs';

const { env } = process;
const passwordFile = env.DATABASE_PASSWORD_FILE;
if (passwordFile) {
  const password = encodeURIComponent(readFileSync(passwordFile, 'utf8').trim());
  for (const name of ['ENTENTE_DATABASE_URL', 'ENTENTE_VAULT_DATABASE_URL']) {
    if (!env[name]) continue;
    const url = new URL(env[name]);
    if (url.password === '') url.password = password;
    env[name] = url.href;
  }
}

const [app = 'api'] = process.argv.splice(2, 1);
if (!['api', 'worker', 'cli'].includes(app)) {
  process.stderr.write(`unknown app ${app}; give api, worker or cli\n`);
  process.exit(2);
}
await import(`../dist/programs/${app}.js`);
