import type { ReactNode } from 'react';

/** All icons are drawn on 16 by 16 with lines in the colour of the text. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

const drawn = (path: string) =>
  function DrawnIcon() {
    return (
      <Icon>
        <path d={path} />
      </Icon>
    );
  };

export const InboxIcon = drawn('M2 9.5 4 3h8l2 6.5V13H2V9.5Zm0 0h3.5L6.5 11h3l1-1.5H14');
export const FloorIcon = drawn('M2 3h5v4.5H2zM9 3h5v4.5H9zM2 9.5h5V13H2zM9 9.5h5V13H9z');
export const InsightsIcon = drawn('M2.5 13.5h11M4.5 11V7.5M8 11V3.5M11.5 11V6');
export const TreeIcon = drawn('M6 2.5h4v3H6zM2 10.5h4v3H2zM10 10.5h4v3h-4zM8 5.5V8M4 10.5V8h8v2.5');
export const PayorIcon = drawn('M3 13.5v-11h7v11M10 6.5h3v7M5.5 5.5h2M5.5 8.5h2M2 13.5h12');
export const PracticeIcon = drawn('M2.5 7 8 2.5 13.5 7v6.5h-11V7ZM8 7.5v4M6 9.5h4');
export const EndpointIcon = drawn(
  'M6.5 4.5H4a3.5 3.5 0 0 0 0 7h2.5M9.5 4.5H12a3.5 3.5 0 0 1 0 7H9.5M5.5 8h5',
);
export const KeyIcon = drawn('M9.5 9.5a3.5 3.5 0 1 0-3-3L2.5 10.5v3h3v-2h2l2-2ZM11 5h.01');
export const PeopleIcon = drawn(
  'M6 7.5a2.25 2.25 0 1 0 0-4.5 2.25 2.25 0 0 0 0 4.5ZM2 13c0-2.2 1.8-3.5 4-3.5s4 1.3 4 3.5M10.5 3.2a2.2 2.2 0 0 1 0 4.1M12 9.8c1.2.5 2 1.6 2 3.2',
);
export const AuditIcon = drawn('M4 2.5h6l2.5 2.5v8.5H4zM6.5 7.5h4M6.5 10.5h4');
export const DialingIcon = drawn(
  'M3 3.5C3 9 7 13 12.5 13l1-2.8-3-1.2-1.2 1.3A7.5 7.5 0 0 1 5.7 6.7L7 5.5 5.8 2.5 3 3.5Z',
);
export const AccountIcon = drawn(
  'M8 8a2.75 2.75 0 1 0 0-5.5A2.75 2.75 0 0 0 8 8ZM3 13.5c0-2.5 2.2-4 5-4s5 1.5 5 4',
);
export const CloseIcon = drawn('m4 4 8 8M12 4l-8 8');
export const ChevronIcon = drawn('m4.5 6.5 3.5 3.5 3.5-3.5');
export const SearchIcon = drawn('M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM13.5 13.5l-3.2-3.2');
export const KeyboardIcon = drawn('M1.5 4h13v8h-13zM4 6.5h.01M6.5 6.5h.01M9 6.5h.01M11.5 6.5h.01M5 9.5h6');
export const EyeIcon = drawn(
  'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z',
);
export const PlayIcon = drawn('M5 3v10l8-5-8-5Z');
export const PauseIcon = drawn('M5.5 3.5v9M10.5 3.5v9');
export const CheckIcon = drawn('m3 8.5 3.5 3.5L13 4.5');
export const WarningIcon = drawn('M8 2.5 14.5 13.5h-13L8 2.5ZM8 6.5v3.5M8 12h.01');
export const BackIcon = drawn('M10 3.5 5.5 8l4.5 4.5');
export const PersonAddIcon = drawn(
  'M6.5 7.5a2.25 2.25 0 1 0 0-4.5 2.25 2.25 0 0 0 0 4.5ZM2.5 13c0-2.2 1.8-3.5 4-3.5 1.1 0 2.1.3 2.8.9M12 9.5v4M10 11.5h4',
);
export const SendBackIcon = drawn('M6 4 2.5 7.5 6 11M3 7.5h6.5a3.5 3.5 0 0 1 0 7H8');
export const SunIcon = drawn(
  'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7',
);
export const PlusIcon = drawn('M8 3v10M3 8h10');
export const EditIcon = drawn('M10.5 3 13 5.5 5.5 13H3v-2.5L10.5 3Z');
