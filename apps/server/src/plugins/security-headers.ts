// The headers that keep hostile records from becoming script, and ids, which are secrets, from leaving in Referer.
import helmet from '@fastify/helmet';
import fastifyPlugin from 'fastify-plugin';

export const securityHeaders = fastifyPlugin(async (app) => {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // React sets style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        // Served over plain http too.
        upgradeInsecureRequests: null,
      },
    },
    // Whether the host is for https alone is for the proxy that has the certificate to say.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
});
