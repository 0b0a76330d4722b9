// Where the server of the browser tests listens, and the resolvers it may ask.

export const serverPort = Number(process.env['E2E_PORT'] ?? 3947);

export const resolverNames = ['Fresh', 'Cache', 'Old', 'Office', 'Failing'] as const;

export const firstResolverPort = serverPort + 1;

/** The variable RESOLVERS. */
export const resolverList = resolverNames
  .map((name, index) => `lab:${name}=127.0.0.1:${firstResolverPort + index}`)
  .join(',');
