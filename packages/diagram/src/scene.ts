// A scene: the picture as a list of shapes, without DOM or text measuring. sceneToSvg writes it as text, the page as JSX.
import type { DomainName } from '@delegraph/model';

/** What a shape stands for, and what a click on it selects. */
export type Subject =
  | { kind: 'zone'; zone: DomainName }
  | { kind: 'address'; zone: DomainName; address: string }
  | { kind: 'name-server'; zone: DomainName; nameServer: DomainName }
  | { kind: 'delegation'; parent: DomainName; zone: DomainName }
  | { kind: 'lookup'; lookupId: number };

/** Pixels at zoom 1, y downwards. `className` names what a shape is, never its colour; diagramCss dresses it.
 *  `key` is unique in the scene and stable while the trace grows.
 *  A group moves its children by (x, y). Its label is the accessible name; an empty one marks decoration. */
export type Shape =
  | {
      kind: 'group';
      key: string;
      className: string;
      x: number;
      y: number;
      subject: Subject | null;
      label: string;
      children: Shape[];
    }
  | {
      kind: 'rect';
      key: string;
      className: string;
      x: number;
      y: number;
      width: number;
      height: number;
      radius: number;
    }
  | { kind: 'circle'; key: string; className: string; x: number; y: number; radius: number }
  | { kind: 'path'; key: string; className: string; d: string }
  | {
      kind: 'text';
      key: string;
      className: string;
      x: number;
      /** Of the baseline. */
      y: number;
      anchor: 'start' | 'middle' | 'end';
      text: string;
    };

export interface Scene {
  width: number;
  height: number;
  /** One sentence: the alternative text. */
  title: string;
  /** From back to front. */
  shapes: Shape[];
}
