// The version of this program, as traces record it.
import manifest from '../package.json' with { type: 'json' };

export const programVersion: string = manifest.version;
