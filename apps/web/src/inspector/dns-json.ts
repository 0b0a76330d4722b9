// One hop in the JSON of RFC 8427: a script of its own, for the few times when somebody copies it.
export { hopDnsJson } from '@delegraph/report';
