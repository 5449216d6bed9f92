/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-list.h"

#include <glib/gi18n.h>

#include "spare-code-list-private.h"

#define MAX_WIDTH 720
#define MARGIN    12
#define SPACING   6

enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum { MENU, DROPPED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (SpareCodeList, spare_code_list, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static void update_rows (SpareCodeList *self);

static guint
get_n_items (SpareCodeList *self)
{
  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}

static guint
find_position (SpareCodeList *self,
               SpareAccount  *account)
{
  guint n = get_n_items (self);

  for (guint i = 0; account != NULL && i < n; i++)
    {
      g_autoptr(SpareAccount) item = g_list_model_get_item (self->model, i);

      if (item == account)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static Row *
get_row (SpareCodeList *self,
         guint          index)
{
  return &g_array_index (self->rows, Row, index);
}

static Row *
find_row (SpareCodeList *self,
          guint          position)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (get_row (self, i)->position == position)
        return get_row (self, i);
    }

  return NULL;
}

/* Not by the focus child, which stays when the focus goes elsewhere. */
static Row *
find_focus_row (SpareCodeList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (gtk_widget_is_focus (GTK_WIDGET (get_row (self, i)->widget)))
        return get_row (self, i);
    }

  return NULL;
}

static int
get_pitch (SpareCodeList *self)
{
  return self->row_height + SPACING;
}

int
spare_code_list_get_row_y (SpareCodeList *self,
                           guint          position)
{
  return MARGIN + (int) position * get_pitch (self)
         - (int) gtk_adjustment_get_value (self->vadjustment);
}

guint
spare_code_list_position_at (SpareCodeList *self,
                             double         y)
{
  double offset = y + gtk_adjustment_get_value (self->vadjustment) - MARGIN;

  if (offset < 0 || self->row_height == 0 || offset / get_pitch (self) >= get_n_items (self))
    return GTK_INVALID_LIST_POSITION;

  return (guint) (offset / get_pitch (self));
}

SpareAccount *
spare_code_list_dup_account_at (SpareCodeList *self,
                                double         x,
                                double         y)
{
  guint position = spare_code_list_position_at (self, y);

  if (position == GTK_INVALID_LIST_POSITION || x < self->row_x
      || x >= self->row_x + self->row_width)
    return NULL;

  return g_list_model_get_item (self->model, position);
}

static SpareCodeRow *
add_row (SpareCodeList *self)
{
  Row row = { SPARE_CODE_ROW (spare_code_row_new (self->reveal)), GTK_INVALID_LIST_POSITION };

  gtk_widget_set_parent (GTK_WIDGET (row.widget), GTK_WIDGET (self));
  g_array_append_val (self->rows, row);

  return row.widget;
}

/* The rows that must have widgets; the first one is at *first. */
static guint
get_range (SpareCodeList *self,
           guint         *first)
{
  guint n = get_n_items (self);
  double value = gtk_adjustment_get_value (self->vadjustment);
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int pitch = get_pitch (self);
  guint last;

  *first = 0;
  if (n == 0 || self->row_height == 0 || height == 0)
    return 0;

  *first = MIN ((guint) (MAX (value - MARGIN, 0) / pitch), n - 1);
  last = MIN ((guint) (MAX (value + height - MARGIN, 0) / pitch), n - 1);

  return last - *first + 1;
}

static void
bind_row (SpareCodeList *self,
          Row           *row,
          guint          position)
{
  g_autoptr(SpareAccount) account = g_list_model_get_item (self->model, position);

  row->position = position;
  if (spare_code_row_get_account (row->widget) != account)
    spare_code_row_set_account (row->widget, account);
  gtk_widget_set_visible (GTK_WIDGET (row->widget), TRUE);
}

static Row *
find_spare_row (SpareCodeList *self,
                SpareAccount  *account)
{
  Row *found = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = get_row (self, i);

      if (row->position != GTK_INVALID_LIST_POSITION)
        continue;
      if (spare_code_row_get_account (row->widget) == account)
        return row;
      found = row;
    }

  if (found == NULL)
    {
      add_row (self);
      found = get_row (self, self->rows->len - 1);
    }

  return found;
}

static void
update_row_states (SpareCodeList *self)
{
  guint n = get_n_items (self);

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = get_row (self, i);

      if (row->position == GTK_INVALID_LIST_POSITION)
        {
          if (spare_code_row_get_account (row->widget) != NULL)
            spare_code_row_set_account (row->widget, NULL);
          gtk_widget_set_visible (GTK_WIDGET (row->widget), FALSE);
          continue;
        }

      spare_code_row_set_position (row->widget, row->position, n);
      spare_code_row_set_selected (row->widget,
                                   spare_code_row_get_account (row->widget) == self->cursor);
    }
}

/* Gives each position on screen a widget, and keeps the one with the focus. */
static void
update_rows (SpareCodeList *self)
{
  Row *focus = find_focus_row (self);
  guint first;
  guint count = get_range (self, &first);

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = get_row (self, i);

      if (row != focus && row->position != GTK_INVALID_LIST_POSITION
          && (row->position < first || row->position >= first + count))
        row->position = GTK_INVALID_LIST_POSITION;
    }

  for (guint position = first; position < first + count; position++)
    {
      g_autoptr(SpareAccount) account = NULL;
      Row *row = find_row (self, position);

      if (row == NULL)
        {
          account = g_list_model_get_item (self->model, position);
          row = find_spare_row (self, account);
        }
      bind_row (self, row, position);
    }

  update_row_states (self);
}

static void
items_changed_cb (GListModel    *model,
                  guint          position,
                  guint          removed,
                  guint          added,
                  SpareCodeList *self)
{
  Row *focus = find_focus_row (self);
  guint focus_position = focus != NULL ? focus->position : GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = get_row (self, i);

      if (row->position == GTK_INVALID_LIST_POSITION || row->position < position)
        continue;
      if (row->position >= position + removed)
        row->position += added - removed;
      else
        row->position = GTK_INVALID_LIST_POSITION;
    }

  if (focus != NULL && focus->position == GTK_INVALID_LIST_POSITION)
    focus->position = find_position (self, spare_code_row_get_account (focus->widget));

  /* Rows that were filtered away must not hide where one is. */
  if (self->cursor != NULL && find_position (self, self->cursor) == GTK_INVALID_LIST_POSITION)
    g_clear_object (&self->cursor);

  self->configured = FALSE;
  update_rows (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));

  if (focus_position != GTK_INVALID_LIST_POSITION && self->cursor == NULL && get_n_items (self) > 0)
    spare_code_list_focus_position (self, MIN (focus_position, get_n_items (self) - 1));
}

static void
value_changed_cb (SpareCodeList *self)
{
  if (self->configuring)
    return;

  update_rows (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
configure_adjustments (SpareCodeList *self,
                       int            width,
                       int            height)
{
  double total = 2 * MARGIN - SPACING + (double) get_n_items (self) * get_pitch (self);
  double upper = MAX (total, height);
  double value = MIN (gtk_adjustment_get_value (self->vadjustment), upper - height);

  self->configuring = TRUE;
  gtk_adjustment_configure (self->vadjustment, value, 0, upper, get_pitch (self),
                            MAX (height - get_pitch (self), 1), height);
  if (self->hadjustment != NULL)
    gtk_adjustment_configure (self->hadjustment, 0, 0, width, 1, width, width);
  self->configuring = FALSE;
  self->configured = TRUE;
}

static void
spare_code_list_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  SpareCodeList *self = SPARE_CODE_LIST (widget);

  if (self->rows->len == 0)
    add_row (self);

  self->row_width = MIN (width - 2 * MARGIN, MAX_WIDTH);
  self->row_x = (width - self->row_width) / 2;
  self->row_height = spare_code_row_get_height (get_row (self, 0)->widget, self->row_width);
  configure_adjustments (self, width, height);
  update_rows (self);

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = get_row (self, i);
      GtkAllocation place = { self->row_x, 0, self->row_width, self->row_height };

      if (row->position == GTK_INVALID_LIST_POSITION)
        continue;

      place.y = spare_code_list_get_row_y (self, row->position);
      gtk_widget_size_allocate (GTK_WIDGET (row->widget), &place, -1);
    }
}

static void
spare_code_list_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  GTK_WIDGET_CLASS (spare_code_list_parent_class)->snapshot (widget, snapshot);
  spare_code_list_draw_drop (SPARE_CODE_LIST (widget), snapshot);
}

static void
spare_code_list_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  SpareCodeList *self = SPARE_CODE_LIST (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 300;
      *natural = MAX_WIDTH + 2 * MARGIN;
      return;
    }

  *minimum = 100;
  *natural = MAX (*minimum, 2 * MARGIN + (int) get_n_items (self) * get_pitch (self));
}

static void
scroll_to (SpareCodeList *self,
           guint          position)
{
  double value = gtk_adjustment_get_value (self->vadjustment);
  double height = gtk_adjustment_get_page_size (self->vadjustment);
  double top = (double) position * get_pitch (self);
  double bottom = top + get_pitch (self) + MARGIN;

  if (!self->configured && self->row_height != 0)
    configure_adjustments (self, gtk_widget_get_width (GTK_WIDGET (self)),
                           gtk_widget_get_height (GTK_WIDGET (self)));

  if (top < value)
    gtk_adjustment_set_value (self->vadjustment, top);
  else if (bottom > value + height)
    gtk_adjustment_set_value (self->vadjustment, bottom - height);
}

static gboolean
spare_code_list_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  SpareCodeList *self = SPARE_CODE_LIST (widget);
  guint position;
  guint first;

  /* One stop: from a row, Tab leaves. */
  if (find_focus_row (self) != NULL || get_n_items (self) == 0)
    return FALSE;

  position = find_position (self, self->cursor);
  if (position == GTK_INVALID_LIST_POSITION)
    {
      get_range (self, &first);
      position = first;
    }

  return spare_code_list_focus_position (self, position);
}

static gboolean
spare_code_list_grab_focus (GtkWidget *widget)
{
  return find_focus_row (SPARE_CODE_LIST (widget)) != NULL
         || spare_code_list_focus (widget, GTK_DIR_TAB_FORWARD);
}

/* @step: rows, ±1000 for pages, ±2000 for the ends. */
static gboolean
move_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  SpareCodeList *self = SPARE_CODE_LIST (widget);
  int n = (int) get_n_items (self);
  int page = MAX (gtk_widget_get_height (widget) / MAX (get_pitch (self), 1) - 1, 1);
  int step = g_variant_get_int32 (args);
  Row *focus = find_focus_row (self);
  int position;

  if (focus == NULL || n == 0)
    return FALSE;

  position = (int) focus->position;
  if ((step < 0 && position == 0) || (step > 0 && position == n - 1))
    return step != -1 || gtk_widget_keynav_failed (widget, GTK_DIR_UP);

  if (ABS (step) == 2000)
    position = step < 0 ? 0 : n - 1;
  else if (ABS (step) == 1000)
    position += step < 0 ? -page : page;
  else
    position += step;

  spare_code_list_focus_position (self, (guint) CLAMP (position, 0, n - 1));
  return TRUE;
}

static gboolean
action_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  SpareCodeList *self = SPARE_CODE_LIST (widget);
  Row *focus = find_focus_row (self);

  if (focus == NULL)
    return FALSE;

  gtk_widget_activate_action (widget, g_variant_get_string (args, NULL), "s",
                              spare_account_get_id (spare_code_row_get_account (focus->widget)));
  return TRUE;
}

static gboolean
menu_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  SpareCodeList *self = SPARE_CODE_LIST (widget);
  Row *focus = find_focus_row (self);

  if (focus == NULL)
    return FALSE;

  spare_code_list_emit_menu (self, spare_code_row_get_account (focus->widget),
                             self->row_x + self->row_width / 2,
                             spare_code_list_get_row_y (self, focus->position) + self->row_height);
  return TRUE;
}

void
spare_code_list_emit_menu (SpareCodeList *self,
                           SpareAccount  *account,
                           int            x,
                           int            y)
{
  g_signal_emit (self, signals[MENU], 0, account, x, y);
}

void
spare_code_list_emit_dropped (SpareCodeList *self,
                              SpareAccount  *account,
                              guint          index)
{
  g_signal_emit (self, signals[DROPPED], 0, account, index);
}

static void
set_adjustment (SpareCodeList  *self,
                GtkAdjustment **field,
                GtkAdjustment  *adjustment,
                const char     *property)
{
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  if (*field == adjustment)
    return;

  if (*field != NULL)
    g_signal_handlers_disconnect_by_func (*field, value_changed_cb, self);
  g_clear_object (field);
  *field = g_object_ref_sink (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify (G_OBJECT (self), property);
}

static void
spare_code_list_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SpareCodeList *self = SPARE_CODE_LIST (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, GTK_SCROLL_MINIMUM);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
spare_code_list_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SpareCodeList *self = SPARE_CODE_LIST (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, &self->hadjustment, g_value_get_object (value), "hadjustment");
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->vadjustment, g_value_get_object (value), "vadjustment");
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      break; /* the list has one size policy: its rows are as wide as it is */
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
spare_code_list_dispose (GObject *object)
{
  SpareCodeList *self = SPARE_CODE_LIST (object);

  spare_code_list_set_model (self, NULL);
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_unparent (GTK_WIDGET (get_row (self, i)->widget));
  g_array_set_size (self->rows, 0);
  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_func (self->vadjustment, value_changed_cb, self);
  if (self->hadjustment != NULL)
    g_signal_handlers_disconnect_by_func (self->hadjustment, value_changed_cb, self);
  g_clear_object (&self->vadjustment);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->cursor);
  g_clear_object (&self->reveal);

  G_OBJECT_CLASS (spare_code_list_parent_class)->dispose (object);
}

static void
spare_code_list_finalize (GObject *object)
{
  g_array_unref (SPARE_CODE_LIST (object)->rows);

  G_OBJECT_CLASS (spare_code_list_parent_class)->finalize (object);
}

static void
add_action_key (GtkWidgetClass *widget_class,
                guint           keyval,
                GdkModifierType modifiers,
                const char     *action)
{
  gtk_widget_class_add_binding (widget_class, keyval, modifiers, action_cb, "s", action);
}

static void
add_move_key (GtkWidgetClass *widget_class,
              guint           keyval,
              guint           keypad,
              int             step)
{
  gtk_widget_class_add_binding (widget_class, keyval, 0, move_cb, "i", step);
  gtk_widget_class_add_binding (widget_class, keypad, 0, move_cb, "i", step);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  add_move_key (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, -1);
  add_move_key (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, 1);
  add_move_key (widget_class, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, -1000);
  add_move_key (widget_class, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, 1000);
  add_move_key (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, -2000);
  add_move_key (widget_class, GDK_KEY_End, GDK_KEY_KP_End, 2000);

  add_action_key (widget_class, GDK_KEY_Return, 0, "win.activate");
  add_action_key (widget_class, GDK_KEY_KP_Enter, 0, "win.activate");
  add_action_key (widget_class, GDK_KEY_ISO_Enter, 0, "win.activate");
  add_action_key (widget_class, GDK_KEY_space, 0, "win.reveal");
  add_action_key (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "win.copy");
  add_action_key (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.copy-next");
  add_action_key (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "win.advance");
  add_action_key (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "win.favorite");
  add_action_key (widget_class, GDK_KEY_Return, GDK_ALT_MASK, "win.show-account");
  add_action_key (widget_class, GDK_KEY_F2, 0, "win.edit");
  add_action_key (widget_class, GDK_KEY_Delete, 0, "win.delete");
  add_action_key (widget_class, GDK_KEY_KP_Delete, 0, "win.delete");
  add_action_key (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "win.move-up");
  add_action_key (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "win.move-down");

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_cb, NULL);
}

static void
spare_code_list_class_init (SpareCodeListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = spare_code_list_get_property;
  object_class->set_property = spare_code_list_set_property;
  object_class->dispose = spare_code_list_dispose;
  object_class->finalize = spare_code_list_finalize;
  widget_class->measure = spare_code_list_measure;
  widget_class->size_allocate = spare_code_list_size_allocate;
  widget_class->snapshot = spare_code_list_snapshot;
  widget_class->focus = spare_code_list_focus;
  widget_class->grab_focus = spare_code_list_grab_focus;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[MENU] = g_signal_new ("menu", SPARE_TYPE_CODE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 3, SPARE_TYPE_ACCOUNT, G_TYPE_INT, G_TYPE_INT);
  signals[DROPPED] = g_signal_new ("dropped", SPARE_TYPE_CODE_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, SPARE_TYPE_ACCOUNT, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "sparecodes");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  add_keys (widget_class);
}

static void
spare_code_list_init (SpareCodeList *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  set_adjustment (self, &self->vadjustment, NULL, "vadjustment");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Accounts"), -1);
  spare_code_list_add_pointer (self);
}

void
spare_code_list_set_reveal (SpareCodeList *self,
                            SpareReveal   *reveal)
{
  g_return_if_fail (SPARE_IS_CODE_LIST (self));

  g_set_object (&self->reveal, reveal);
}

void
spare_code_list_set_model (SpareCodeList *self,
                           GListModel    *model)
{
  guint removed;

  g_return_if_fail (SPARE_IS_CODE_LIST (self));

  if (self->model == model)
    return;

  removed = get_n_items (self);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  items_changed_cb (model, 0, removed, get_n_items (self), self);
}

void
spare_code_list_set_reorderable (SpareCodeList *self,
                                 gboolean       reorderable)
{
  self->reorderable = reorderable;
}

void
spare_code_list_refresh (SpareCodeList *self,
                         SpareAccount  *account)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      SpareCodeRow *row = get_row (self, i)->widget;
      SpareAccount *shown = spare_code_row_get_account (row);

      if (shown != NULL && (account == NULL || shown == account))
        spare_code_row_set_account (row, shown);
    }
}

void
spare_code_list_tick (SpareCodeList *self,
                      gint64         unix_time)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (get_row (self, i)->position != GTK_INVALID_LIST_POSITION)
        spare_code_row_tick (get_row (self, i)->widget, unix_time);
    }
}

void
spare_code_list_set_cursor (SpareCodeList *self,
                            guint          position)
{
  g_clear_object (&self->cursor);
  if (position < get_n_items (self))
    {
      self->cursor = g_list_model_get_item (self->model, position);
      scroll_to (self, position);
    }
  update_row_states (self);
}

SpareAccount *
spare_code_list_get_cursor (SpareCodeList *self)
{
  return self->cursor;
}

gboolean
spare_code_list_focus_position (SpareCodeList *self,
                                guint          position)
{
  Row *row;

  if (position >= get_n_items (self))
    return FALSE;

  spare_code_list_set_cursor (self, position);
  update_rows (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  row = find_row (self, position);

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row->widget));
}
