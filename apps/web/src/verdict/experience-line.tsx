// What resolvers experience of the name: one quiet line below the verdict, and the figures behind it on demand.
import { cachedText, experienceOf, limitText, outcomeText, waitText } from '@delegraph/diagnosis';
import { type Experience, type StyleExperience, type TraceState, initialTraceState } from '@delegraph/model';
import { useMemo } from 'react';
import { useAfterPaint } from '../after-paint.ts';

/** Nothing until the trace has ended: before that nobody can tell. */
export default function ExperienceLine({ state }: { state: TraceState }) {
  // It takes longer to tell than all the rest, so the picture comes before it.
  const told = useAfterPaint(state, initialTraceState);
  const experience = useMemo(() => experienceOf(told), [told]);
  if (!experience) return null;
  return (
    <details className="experience">
      <summary>{experience.headline?.sentence ?? 'What resolvers experience'}</summary>
      <ExperienceDetails experience={experience} />
    </details>
  );
}

function ExperienceDetails({ experience }: { experience: Experience }) {
  const { parentCentric, childCentric, cached, limits } = experience;
  const crossed = limits.filter(({ isCrossed }) => isCrossed);
  const wait = waitText(parentCentric.wait);
  return (
    <div className="experience-details">
      {childCentric && isTheSame(parentCentric, childCentric) ? (
        <StyleTable caption="At first contact, and later" style={parentCentric} />
      ) : (
        <>
          <StyleTable caption="At first contact, by the parent’s referral" style={parentCentric} />
          {childCentric && (
            <StyleTable caption="Later, by the zone’s own name servers" style={childCentric} />
          )}
        </>
      )}
      <ul>
        {wait !== null && <li>{wait}</li>}
        {cached.map((data) => (
          <li key={data.holds}>{cachedText(data)}</li>
        ))}
        {crossed.map((limit) => (
          <li key={limit.id} className="experience-crossed">
            {limitText(limit)}
          </li>
        ))}
        {crossed.length === 0 && <li>None of {limits.length} known limits of resolvers is crossed.</li>}
      </ul>
    </div>
  );
}

function StyleTable({ caption, style }: { caption: string; style: StyleExperience }) {
  return (
    <table className="comparison">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Outcome</th>
          <th scope="col">First try</th>
          <th scope="col">With retry</th>
          <th scope="col">At worst</th>
        </tr>
      </thead>
      <tbody>
        {style.outcomes.map((outcome) => {
          const words = outcomeText(outcome);
          return (
            <tr key={words}>
              <th scope="row">{words}</th>
              <td>{percentText(outcome.firstTry)}</td>
              <td>{percentText(outcome.withRetry)}</td>
              <td>{outcome.worstCase === 1 ? 'possible' : 'never'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function isTheSame(one: StyleExperience, other: StyleExperience): boolean {
  return JSON.stringify(one.outcomes) === JSON.stringify(other.outcomes);
}

/** `25 %`; what is neither nothing nor all is not rounded to it. */
function percentText(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 1) return '< 1 %';
  if (percent > 99 && percent < 100) return '> 99 %';
  return `${Math.round(percent)} %`;
}
