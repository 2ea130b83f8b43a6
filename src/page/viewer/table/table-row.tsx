import { Component } from "preact";
import type { SortKey } from "../model/row-order.js";
import type { ExchangeRow } from "../model/shown-connection.js";
import { COLUMNS, type RowContext } from "./columns.js";

interface TableRowProps {
  readonly row: ExchangeRow;
  /** Among all rows, from 0. */
  readonly index: number;
  readonly id: string;
  readonly isActive: boolean;
  readonly context: RowContext;
}

/** A row of the table of exchanges. It is drawn once: scrolling moves it and changes nothing of it. */
export class TableRow extends Component<TableRowProps> {
  override shouldComponentUpdate(next: TableRowProps): boolean {
    const { row, index, isActive } = this.props;
    return next.row !== row || next.index !== index || next.isActive !== isActive;
  }

  override render({ row, index, id, isActive, context }: TableRowProps) {
    return (
      <tr id={id} aria-rowindex={index + 2} aria-selected={isActive} class={row.verdict}>
        {COLUMNS.map(({ key, isNumber, cell }) => (
          <td key={key} role="gridcell" class={cellClass(key, isNumber)}>
            {cell(row, context)}
          </td>
        ))}
      </tr>
    );
  }
}

export function cellClass(key: SortKey, isNumber: boolean): string {
  return isNumber ? `${key} number` : key;
}
