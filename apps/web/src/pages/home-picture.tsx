// The ornament of the empty page: the kind of picture a trace becomes. It says nothing that the words do not.

const DOTS = Array.from({ length: 13 }, (_, index) => index);

/** Three zones, a fault and an answer. */
export function HomePicture() {
  return (
    <svg className="home-picture" viewBox="0 0 440 216" width="440" height="216" aria-hidden="true">
      <path className="ornament-line" d="M104 52C128 52 128 40 152 40M104 52C128 52 128 150 152 150" />
      <path className="ornament-line" d="M262 40C284 40 284 60 306 60" />
      <path className="ornament-line" d="M262 150C284 150 284 172 306 172" />
      <g transform="translate(4 20)">
        <rect className="ornament-card" width="100" height="64" rx="7" />
        <text x="10" y="20">
          .
        </text>
        <Dots y={36} />
        <Dots y={48} isFaint />
      </g>
      <g transform="translate(152 12)">
        <rect className="ornament-card" width="110" height="56" rx="7" />
        <text x="10" y="20">
          test
        </text>
        <Dots y={38} />
      </g>
      <g transform="translate(152 106)">
        <rect className="ornament-card is-faulty" width="110" height="90" rx="7" />
        <text x="10" y="20">
          example
        </text>
        <circle className="ornament-dot" cx="14" cy="37" r="3.5" />
        <path className="ornament-words" d="M24 37h58" />
        <rect className="ornament-fault" x="4" y="46" width="102" height="18" rx="4" />
        <circle className="ornament-cross" cx="14" cy="55" r="3.5" />
        <path className="ornament-words is-faulty" d="M24 55h70" />
        <circle className="ornament-dot" cx="14" cy="75" r="3.5" />
        <path className="ornament-words" d="M24 75h50" />
      </g>
      <g transform="translate(306 34)">
        <rect className="ornament-card is-alias" width="126" height="52" rx="7" />
        <path className="ornament-words is-alias" d="M12 20h76M12 36h96" />
      </g>
      <path className="ornament-line is-alias" d="M369 86v60" />
      <g transform="translate(306 146)">
        <rect className="ornament-card is-answer" width="126" height="52" rx="7" />
        <text x="12" y="31">
          192.0.2.80
        </text>
      </g>
    </svg>
  );
}

function Dots({ y, isFaint = false }: { y: number; isFaint?: boolean }) {
  return DOTS.map((index) => (
    <circle
      key={index}
      className={isFaint ? 'ornament-dot is-faint' : 'ornament-dot'}
      cx={13 + index * 6.4}
      cy={y}
      r="2.4"
    />
  ));
}
