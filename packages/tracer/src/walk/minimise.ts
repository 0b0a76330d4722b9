// How much of a name is told to the servers of a zone. RFC 9156 2.3.
import { type DomainName, labelsOf, lastLabels } from '@delegraph/model';

/** MAX_MINIMISE_COUNT: with more questions than this a name of many labels would be an attack on us. */
const MOST_QUESTIONS = 10;
/** MINIMISE_ONE_LAB: so many questions add one label each; those after them share the rest. */
const ONE_LABEL_EACH = 4;

/** The name to ask for next, after `asked` minimised questions have found that the last `labels` labels of `name` are no zone
 *  cut: more of it, and in the end all. */
export function minimisedName(name: DomainName, labels: number, asked: number): DomainName {
  const total = labelsOf(name).length;
  if (asked >= MOST_QUESTIONS) return name;
  const added = asked < ONE_LABEL_EACH ? 1 : Math.ceil((total - labels) / (MOST_QUESTIONS - asked));
  return lastLabels(name, Math.min(total, labels + Math.max(1, added)));
}
