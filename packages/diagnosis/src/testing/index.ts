export { type Circumstances, type Scenario, scenarios } from './scenarios/index.ts';
