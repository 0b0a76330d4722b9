export { type Configuration, ConfigurationError, readConfiguration } from './configuration.ts';
export { type StoredTrace, StoreError, type TraceStore, openStore } from './store.ts';
export type { StartTrace } from './trace-runner.ts';
export type { Words } from './stored-trace.ts';
export { type AppSetup, buildApp } from './build-app.ts';
export type { Engine, Scenario } from './services.ts';
export { readPageAssets } from './page-assets.ts';
