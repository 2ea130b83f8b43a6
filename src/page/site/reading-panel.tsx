interface ReadingPanelProps {
  readonly isOver: boolean;
  /** True while the panel to give other captures is open. */
  readonly isOpen: boolean;
  readonly onCancel: () => void;
  readonly onOther: () => void;
}

/** What stands above the viewer: how to end the reading, and how to begin another one. */
export function ReadingPanel({ isOver, isOpen, onCancel, onOther }: ReadingPanelProps) {
  return (
    <nav class="bar" aria-label="Captures">
      {!isOver && (
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      )}
      {isOver && (
        <button type="button" aria-expanded={isOpen} onClick={onOther}>
          Read another capture
        </button>
      )}
    </nav>
  );
}
