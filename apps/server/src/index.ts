export { type Configuration, ConfigurationError, readConfiguration } from './configuration.ts';
export { StoreError } from './open-database.ts';
export { type StoredTrace, type TraceStore, openStore } from './store.ts';
export type { StartTrace } from './trace-runner.ts';
export type { Words } from './stored-trace.ts';
export { type AppSetup, buildApp } from './build-app.ts';
export type { Engine, Scenario } from './services.ts';
export { readPageAssets } from './page-assets.ts';
