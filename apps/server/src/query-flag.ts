// A parameter of an address that is on or off.
import { z } from 'zod';

export const flag = z.enum(['0', '1']).transform((text) => text === '1');
