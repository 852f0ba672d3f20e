import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from '../../../../test/support/names-in-clear.js';
import { ProfileError, readProfile } from '../profile/profile.js';
import { readyProfile } from '../profile/ready.js';
import { openProfileVersions } from './versions.js';

it('keeps each version under a number of its own, with what holds for every file and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'entente-test-versions-'));
  const versions = openProfileVersions(folder);
  const esac = readProfile(readyProfile('esac'));
  expect(await versions.list('esac')).toEqual([]);
  const choices = {
    'days:start': 'DMY',
    'read:start:soon': '2021',
    'skip:0123456789ab:3': 'A reason',
    'override:0123456789ab:all:TERM_INVALID': 'Another one',
    'publication:0123': '2025-04-14',
  };
  const first = await versions.add({ ...esac, choices }, { name: 'First', at: '2026-01-01T00:00:00.000Z' });
  expect([first.version, Object.keys(first.choices)]).toEqual([2, ['days:start', 'read:start:soon']]);
  await versions.add({ ...first, choices: {} }, { name: 'Second', at: '2026-01-02T00:00:00.000Z' });
  await versions.add(esac, { name: 'Third', at: '2026-01-03T00:00:00.000Z' });
  expect((await versions.list('esac')).map(({ version, name }) => [version, name])).toEqual([
    [4, 'Third'],
    [3, 'Second'],
    [2, 'First'],
  ]);
  expect(await versions.read('esac', 2)).toEqual(first);
  await expect(versions.read('esac', 9)).rejects.toThrow(ProfileError);
  await removeFolder(folder);
});
