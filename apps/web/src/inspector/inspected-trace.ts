// The trace that the inspector looks into, for parts deep within it.
import { type TraceState, initialTraceState } from '@delegraph/model';
import { createContext } from 'react';

export const InspectedTrace = createContext<TraceState>(initialTraceState);
