/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-chips.h"

#include <glib/gi18n.h>

struct _SpareChips
{
  GtkWidget        parent_instance;

  char           **tags;
  gboolean         favorites;
  GtkToggleButton *all;
  GtkToggleButton *favorite; /* (nullable) */
  gboolean         updating;
};

G_DEFINE_FINAL_TYPE (SpareChips, spare_chips, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static GtkToggleButton *
find_active (SpareChips *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child)))
        return GTK_TOGGLE_BUTTON (child);
    }

  return self->all;
}

static void
toggled_cb (SpareChips      *self,
            GtkToggleButton *chip)
{
  if (!self->updating && gtk_toggle_button_get_active (chip))
    g_signal_emit (self, signals[CHANGED], 0);
}

static GtkToggleButton *
add_chip (SpareChips *self,
          const char *label,
          const char *tag)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (chip), "tag", g_strdup (tag), g_free);
  if (self->all != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (chip), self->all);
  gtk_widget_add_css_class (chip, "flat");
  gtk_widget_add_css_class (chip, "chip");
  g_signal_connect_swapped (chip, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_widget_set_parent (chip, GTK_WIDGET (self));

  return GTK_TOGGLE_BUTTON (chip);
}

static void
remove_chips (SpareChips *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_last_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->all = NULL;
  self->favorite = NULL;
}

/* Tab enters at the chip that is pressed, and leaves from any. */
static gboolean
spare_chips_focus (GtkWidget        *widget,
                   GtkDirectionType  direction)
{
  SpareChips *self = SPARE_CHIPS (widget);
  GtkWidget *focus = gtk_widget_get_first_child (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *to;

  while (focus != NULL && !gtk_widget_is_focus (focus))
    focus = gtk_widget_get_next_sibling (focus);
  if (focus == NULL)
    return self->all != NULL && gtk_widget_grab_focus (GTK_WIDGET (find_active (self)));

  if (direction != GTK_DIR_LEFT && direction != GTK_DIR_RIGHT)
    return FALSE;

  to = (direction == GTK_DIR_RIGHT) != rtl ? gtk_widget_get_next_sibling (focus)
                                           : gtk_widget_get_prev_sibling (focus);
  return to == NULL || gtk_widget_grab_focus (to);
}

static void
spare_chips_dispose (GObject *object)
{
  SpareChips *self = SPARE_CHIPS (object);

  remove_chips (self);
  g_clear_pointer (&self->tags, g_strfreev);

  G_OBJECT_CLASS (spare_chips_parent_class)->dispose (object);
}

static void
spare_chips_class_init (SpareChipsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_chips_dispose;
  widget_class->focus = spare_chips_focus;

  signals[CHANGED] = g_signal_new ("changed", SPARE_TYPE_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sparechips");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
spare_chips_init (SpareChips *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
}

void
spare_chips_set_tags (SpareChips        *self,
                      const char *const *tags,
                      gboolean           favorites)
{
  g_autofree char *chosen = g_strdup (spare_chips_get_tag (self));
  gboolean had_choice = chosen != NULL || spare_chips_get_favorites (self);

  g_return_if_fail (SPARE_IS_CHIPS (self));

  if (self->tags != NULL && self->favorites == favorites
      && g_strv_equal ((const char *const *) self->tags, tags))
    return;

  self->updating = TRUE;
  remove_chips (self);
  g_strfreev (self->tags);
  self->tags = g_strdupv ((char **) tags);
  self->favorites = favorites;

  self->all = add_chip (self, C_("accounts", "All"), NULL);
  gtk_toggle_button_set_active (self->all, TRUE);
  if (favorites)
    self->favorite = add_chip (self, C_("accounts", "Favorites"), NULL);
  for (guint i = 0; tags[i] != NULL; i++)
    {
      GtkToggleButton *chip = add_chip (self, tags[i], tags[i]);

      if (g_strcmp0 (chosen, tags[i]) == 0)
        gtk_toggle_button_set_active (chip, TRUE);
    }
  if (had_choice && chosen == NULL && self->favorite != NULL)
    gtk_toggle_button_set_active (self->favorite, TRUE);
  self->updating = FALSE;

  /* The chosen tag is gone with its last account. */
  if (had_choice && find_active (self) == self->all)
    g_signal_emit (self, signals[CHANGED], 0);
}

void
spare_chips_select_all (SpareChips *self)
{
  if (self->all != NULL)
    gtk_toggle_button_set_active (self->all, TRUE);
}

const char *
spare_chips_get_tag (SpareChips *self)
{
  GtkToggleButton *active = find_active (self);

  return active != NULL ? g_object_get_data (G_OBJECT (active), "tag") : NULL;
}

gboolean
spare_chips_get_favorites (SpareChips *self)
{
  return self->favorite != NULL && gtk_toggle_button_get_active (self->favorite);
}
