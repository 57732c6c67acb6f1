/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/forms/form-layout.h"

#define COLUMN_SPACING 10
#define ROW_SPACING    8
#define MOST_COLUMNS   2

struct _LtFormLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (LtFormLayout, lt_form_layout, GTK_TYPE_LAYOUT_MANAGER)

/* A label and what it names, and where they stand. */
typedef struct
{
  GtkWidget *label;
  GtkWidget *cell;
  gboolean wide; /* takes a row for itself */
  guint column;
  guint row;
} Field;

/* How wide the columns are. */
typedef struct
{
  guint columns;
  int labels[MOST_COLUMNS];
  int cells[MOST_COLUMNS];
} Widths;

static GArray *
list_fields (GtkWidget *widget, guint columns)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (Field));
  guint column = 0;
  guint row = 0;
  GtkWidget *label = gtk_widget_get_first_child (widget);

  while (label != NULL)
    {
      GtkWidget *cell = gtk_widget_get_next_sibling (label);
      Field field = { .label = label, .cell = cell };

      field.wide = g_object_get_data (G_OBJECT (cell), "wide") != NULL;
      if (column > 0 && (field.wide || column >= columns))
        {
          column = 0;
          row++;
        }
      field.column = column;
      field.row = row;
      column += field.wide ? columns : 1;
      g_array_append_val (fields, field);
      label = gtk_widget_get_next_sibling (cell);
    }
  return fields;
}

static void
measure_width (GtkWidget *widget, int *min, int *natural)
{
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, min, natural, NULL, NULL);
}

/* The least, and what is liked best, that so many columns need. */
static void
measure_columns (GtkWidget *widget, guint columns, Widths *min, int *least, int *liked)
{
  g_autoptr (GArray) fields = list_fields (widget, columns);
  int cell_liked = 0;
  int wide = 0;

  *min = (Widths){ .columns = columns };
  for (guint i = 0; i < fields->len; i++)
    {
      const Field *field = &g_array_index (fields, Field, i);
      int label_natural, cell_min, cell_natural;

      measure_width (field->label, NULL, &label_natural);
      measure_width (field->cell, &cell_min, &cell_natural);
      min->labels[field->column] = MAX (min->labels[field->column], label_natural);
      if (field->wide)
        wide = MAX (wide, cell_min);
      else
        {
          min->cells[0] = MAX (min->cells[0], cell_min);
          cell_liked = MAX (cell_liked, cell_natural);
        }
    }
  min->cells[1] = min->cells[0];
  *least = *liked = -COLUMN_SPACING;
  for (guint i = 0; i < columns; i++)
    {
      *least += min->labels[i] + min->cells[i] + 2 * COLUMN_SPACING;
      *liked += min->labels[i] + cell_liked + 2 * COLUMN_SPACING;
    }
  *least = MAX (*least, min->labels[0] + COLUMN_SPACING + wide);
  *liked = MAX (*liked, *least);
}

/* As many columns as have room; what is left over the cells share. */
static Widths
share_width (GtkWidget *widget, int width)
{
  Widths widths;
  int least, liked, left;

  measure_columns (widget, MOST_COLUMNS, &widths, &least, &liked);
  if (width >= 0 && width < least)
    measure_columns (widget, 1, &widths, &least, &liked);
  left = width < 0 ? liked : width;
  for (guint i = 0; i < widths.columns; i++)
    left -= widths.labels[i] + COLUMN_SPACING;
  left -= (int) (widths.columns - 1) * COLUMN_SPACING;
  for (guint i = 0; i < widths.columns; i++)
    widths.cells[i] = MAX (0, left / (int) widths.columns);
  return widths;
}

static int
get_left (const Widths *widths, guint column)
{
  return column == 0 ? 0 : widths->labels[0] + widths->cells[0] + 2 * COLUMN_SPACING;
}

static int
get_cell_width (const Widths *widths, const Field *field)
{
  if (!field->wide || widths->columns == 1)
    return widths->cells[field->column];
  return get_left (widths, 1) + widths->labels[1] + COLUMN_SPACING + widths->cells[1]
         - widths->labels[0] - COLUMN_SPACING;
}

static int
measure_height (GtkWidget *widget, int width, gboolean natural)
{
  int min, liked;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &min, &liked, NULL, NULL);
  return natural ? liked : min;
}

/* Of each row how high it is. */
static GArray *
measure_rows (GArray *fields, const Widths *widths, gboolean natural, int *sum)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (int));

  for (guint i = 0; i < fields->len; i++)
    {
      const Field *field = &g_array_index (fields, Field, i);
      int *row;

      if (rows->len <= field->row)
        g_array_set_size (rows, field->row + 1);
      row = &g_array_index (rows, int, field->row);
      *row = MAX (*row, measure_height (field->label, widths->labels[field->column], natural));
      *row = MAX (*row, measure_height (field->cell, get_cell_width (widths, field), natural));
    }
  *sum = rows->len == 0 ? 0 : (int) (rows->len - 1) * ROW_SPACING;
  for (guint i = 0; i < rows->len; i++)
    *sum += g_array_index (rows, int, i);
  return rows;
}

static GtkSizeRequestMode
lt_form_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lt_form_layout_measure (GtkLayoutManager *manager,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  Widths widths;
  int unused;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_columns (widget, 1, &widths, minimum, &unused);
      measure_columns (widget, MOST_COLUMNS, &widths, &unused, natural);
      *natural = MAX (*natural, *minimum);
      return;
    }
  widths = share_width (widget, for_size);
  {
    g_autoptr (GArray) fields = list_fields (widget, widths.columns);
    g_autoptr (GArray) least = measure_rows (fields, &widths, FALSE, minimum);
    g_autoptr (GArray) liked = measure_rows (fields, &widths, TRUE, natural);
  }
}

static void
put (GtkWidget *widget, int x, int y, int width, int height)
{
  gtk_widget_allocate (widget, width, height, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) x, (float) y)));
}

static void
lt_form_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget *widget,
                         int width,
                         int height,
                         int baseline)
{
  Widths widths = share_width (widget, width);
  g_autoptr (GArray) fields = list_fields (widget, widths.columns);
  int sum;
  g_autoptr (GArray) rows = measure_rows (fields, &widths, TRUE, &sum);
  int top = 0;

  if (sum > height)
    {
      g_array_unref (rows);
      rows = measure_rows (fields, &widths, FALSE, &sum);
    }
  for (guint i = 0; i < fields->len; i++)
    {
      const Field *field = &g_array_index (fields, Field, i);
      int high = g_array_index (rows, int, field->row);
      int left = get_left (&widths, field->column);

      if (i > 0 && field->row != g_array_index (fields, Field, i - 1).row)
        top += g_array_index (rows, int, field->row - 1) + ROW_SPACING;
      put (field->label, left, top, widths.labels[field->column], high);
      put (field->cell, left + widths.labels[field->column] + COLUMN_SPACING, top,
           get_cell_width (&widths, field), high);
    }
}

static void
lt_form_layout_class_init (LtFormLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = lt_form_layout_get_request_mode;
  layout_class->measure = lt_form_layout_measure;
  layout_class->allocate = lt_form_layout_allocate;
}

static void
lt_form_layout_init (LtFormLayout *self)
{
}

/**
 * lt_form_layout_set_wide:
 * @cell: what a label names
 * @wide: whether it takes a row for itself
 */
void
lt_form_layout_set_wide (GtkWidget *cell, gboolean wide)
{
  g_object_set_data (G_OBJECT (cell), "wide", GINT_TO_POINTER (wide));
}
