// A process that appends events for ever and says which are stored, for a test that kills it.
import { eventLog, questionFor } from './scripted-engine.ts';
import { openStore } from '../store.ts';

const store = openStore(process.argv[2]!);
const question = questionFor('www.example.test');
const { id } = store.createTrace(question, 'lab');
const [started, , , tried] = eventLog(question);
process.stdout.write(`${id}\n`);
for (let seq = 0; ; seq += 1) {
  store.append(id, [{ ...(seq === 0 ? started! : tried!), seq, atMs: seq }]);
  process.stdout.write(`${seq}\n`);
}
