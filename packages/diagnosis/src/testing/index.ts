export { type Scenario, scenarios } from './scenarios.ts';
