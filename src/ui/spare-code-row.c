/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-row.h"

#include <glib/gi18n.h>

#include "compat/spare-compat.h"
#include "spare-avatar.h"
#include "spare-code-view.h"

#define PAD_X          10
#define PAD_Y          6
#define GAP            10
#define ANNOUNCE_LEFT  10
#define NOMINAL_DIGITS 8

struct _SpareCodeRow
{
  GtkWidget     parent_instance;

  SpareReveal  *reveal;
  SpareAccount *account;

  GtkWidget    *avatar;
  GtkWidget    *service;
  GtkWidget    *star;
  GtkWidget    *name;
  GtkWidget    *view;
  GtkWidget    *next; /* (nullable): made for the first counter-based account */
  GtkWidget    *copy;

  guint         position;
  guint         total;
};

G_DEFINE_FINAL_TYPE (SpareCodeRow, spare_code_row, GTK_TYPE_WIDGET)

static int
measure (GtkWidget     *widget,
         GtkOrientation orientation)
{
  int natural;

  gtk_widget_measure (widget, orientation, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* The height of one line in the row's font, whatever is written in it. */
static int
get_em (SpareCodeRow *self)
{
  PangoContext *context = gtk_widget_get_pango_context (self->service);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = pango_font_metrics_get_height (metrics);

  pango_font_metrics_unref (metrics);
  return PANGO_PIXELS_CEIL (height);
}

static int
get_avatar_size (SpareCodeRow *self)
{
  return CLAMP (get_em (self) * 2, 36, 72);
}

/* Is there too little room for names and code in one line? Asked with the same
 * answer of all rows of a list, so that they look alike. */
static gboolean
is_narrow (SpareCodeRow *self,
           int           width)
{
  SpareCodeView *view = SPARE_CODE_VIEW (self->view);
  int need = 2 * PAD_X + get_avatar_size (self) + GAP + 4 * get_em (self) + GAP
             + spare_code_view_get_code_width (view, NOMINAL_DIGITS) * 4 / 5
             + spare_code_view_get_ring_width (view) + measure (self->copy, GTK_ORIENTATION_HORIZONTAL);

  return width > 0 && width < need;
}

static GtkSizeRequestMode
spare_code_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

int
spare_code_row_get_height (SpareCodeRow *self,
                           int           width)
{
  int names = MAX (2 * get_em (self), get_avatar_size (self));
  int code = measure (self->view, GTK_ORIENTATION_VERTICAL);

  if (is_narrow (self, width))
    return PAD_Y + names + code
           - spare_code_view_get_band (SPARE_CODE_VIEW (self->view)) + PAD_Y;

  return MAX (names + 2 * PAD_Y, code + 4);
}

static void
spare_code_row_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 280;
      *natural = 640;
    }
  else
    {
      *minimum = *natural = spare_code_row_get_height (SPARE_CODE_ROW (widget), for_size);
    }
}

static void
place (GtkWidget *widget,
       int        row_width,
       int        x,
       int        y,
       int        width,
       int        height)
{
  /* The row's: a label has the direction of its text. */
  GtkWidget *row = gtk_widget_get_parent (widget);
  gboolean rtl = gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL;

  gtk_widget_size_allocate (widget, &(GtkAllocation){ rtl ? row_width - x - width : x, y,
                                                      MAX (width, 1), MAX (height, 1) }, -1);
}

static void
place_names (SpareCodeRow *self,
             int           row_width,
             int           x,
             int           width,
             int           center)
{
  gboolean two = gtk_widget_get_visible (self->name);
  int service_height = measure (self->service, GTK_ORIENTATION_VERTICAL);
  int name_height = measure (self->name, GTK_ORIENTATION_VERTICAL);
  int y = center - (service_height + (two ? name_height : 0)) / 2;
  int star = 0;
  int service_width = measure (self->service, GTK_ORIENTATION_HORIZONTAL);

  if (gtk_widget_get_visible (self->star))
    star = measure (self->star, GTK_ORIENTATION_HORIZONTAL) + 6;

  service_width = CLAMP (service_width, 1, MAX (width - star, 1));
  place (self->service, row_width, x, y, service_width, service_height);
  if (star != 0)
    place (self->star, row_width, x + service_width + 6, y, star - 6, service_height);
  if (two)
    place (self->name, row_width, x, y + service_height, width, name_height);
}

static int
place_buttons (SpareCodeRow *self,
               int           width,
               int           center)
{
  int size = measure (self->copy, GTK_ORIENTATION_HORIZONTAL);
  int height = measure (self->copy, GTK_ORIENTATION_VERTICAL);
  int x = width - PAD_X / 2 - size;

  if (gtk_widget_get_visible (self->copy))
    place (self->copy, width, x, center - height / 2, size, height);
  if (self->next != NULL && gtk_widget_get_visible (self->next))
    {
      x -= size;
      place (self->next, width, x, center - height / 2, size, height);
    }

  return x - PAD_X / 2;
}

static void
allocate_wide (SpareCodeRow *self,
               int           width,
               int           height)
{
  int avatar = get_avatar_size (self);
  int left = PAD_X + avatar + GAP;
  int right = place_buttons (self, width, height / 2);
  int code_height = measure (self->view, GTK_ORIENTATION_VERTICAL);
  int code_width = MIN (measure (self->view, GTK_ORIENTATION_HORIZONTAL),
                        right - left - 4 * get_em (self) - GAP);

  place (self->avatar, width, PAD_X, (height - avatar) / 2, avatar, avatar);
  place (self->view, width, right - code_width, (height - code_height) / 2,
         code_width, code_height);
  place_names (self, width, left, right - code_width - GAP - left, height / 2);
}

static void
allocate_narrow (SpareCodeRow *self,
                 int           width,
                 int           height)
{
  int avatar = get_avatar_size (self);
  int left = PAD_X + avatar + GAP;
  int code_height = measure (self->view, GTK_ORIENTATION_VERTICAL);
  int top = height - code_height;
  int names = top + spare_code_view_get_band (SPARE_CODE_VIEW (self->view));
  int right = place_buttons (self, width, top + code_height / 2);

  place (self->avatar, width, PAD_X, (PAD_Y + names - avatar) / 2, avatar, avatar);
  place_names (self, width, left, width - PAD_X - left, (PAD_Y + names) / 2);
  place (self->view, width, PAD_X, top,
         MIN (measure (self->view, GTK_ORIENTATION_HORIZONTAL), right - PAD_X), code_height);
}

static void
spare_code_row_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  SpareCodeRow *self = SPARE_CODE_ROW (widget);

  spare_avatar_set_size (SPARE_AVATAR (self->avatar), get_avatar_size (self));
  if (is_narrow (self, width))
    allocate_narrow (self, width, height);
  else
    allocate_wide (self, width, height);
}

static void
update_accessible (SpareCodeRow *self,
                   gint64        now)
{
  g_autofree char *spoken = NULL;
  g_autofree char *label = NULL;
  const char *service;
  const char *name;

  if (self->account == NULL)
    return;

  service = gtk_label_get_text (GTK_LABEL (self->service));
  name = gtk_widget_get_visible (self->name) ? spare_account_get_name (self->account) : "";
  spoken = spare_code_view_dup_spoken (self->reveal, self->account, now);

  if (spoken == NULL)
    label = g_strdup_printf (*name != '\0' ? "%s, %s" : "%s%s", service, name);
  else if (*name != '\0')
    /* Translators: read out for a row: service, account name, code. */
    label = g_strdup_printf (_("%s, %s, code %s"), service, name, spoken);
  else
    /* Translators: read out for a row: service, code. */
    label = g_strdup_printf (_("%s, code %s"), service, spoken);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  explicit_bzero (label, strlen (label));
  if (spoken != NULL)
    explicit_bzero (spoken, strlen (spoken));
}

static void
spare_code_row_dispose (GObject *object)
{
  SpareCodeRow *self = SPARE_CODE_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->account);
  g_clear_object (&self->reveal);

  G_OBJECT_CLASS (spare_code_row_parent_class)->dispose (object);
}

static void
spare_code_row_class_init (SpareCodeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_code_row_dispose;
  widget_class->get_request_mode = spare_code_row_get_request_mode;
  widget_class->measure = spare_code_row_measure;
  widget_class->size_allocate = spare_code_row_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

/* Not through GtkActionable: rows change their account at every key of a
 * search, and a new target each time makes the action looked up again. */
static void
clicked_cb (SpareCodeRow *self,
            GtkWidget    *button)
{
  if (self->account != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), g_object_get_data (G_OBJECT (button), "action"),
                                "s", spare_account_get_id (self->account));
}

static GtkWidget *
add_button (SpareCodeRow *self,
            const char   *icon,
            const char   *tooltip,
            const char   *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  /* The row is the one stop for the keyboard; it has keys for the same. */
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, tooltip);
  g_object_set_data (G_OBJECT (button), "action", (gpointer) action);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));

  return button;
}

static GtkWidget *
add_label (SpareCodeRow *self,
           const char   *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return label;
}

static void
spare_code_row_init (SpareCodeRow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_set_focusable (widget, TRUE);

  self->avatar = spare_avatar_new (40);
  gtk_widget_set_parent (self->avatar, widget);
  self->service = add_label (self, "service");
  self->star = gtk_image_new_from_icon_name ("starred-symbolic");
  gtk_widget_add_css_class (self->star, "star");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->star), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Favorite"), -1);
  gtk_widget_set_parent (self->star, widget);
  self->name = add_label (self, "dim-label");

  self->view = g_object_new (SPARE_TYPE_CODE_VIEW,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->view, widget);
  self->copy = add_button (self, "edit-copy-symbolic", _("Copy Code"), "win.copy");
}

GtkWidget *
spare_code_row_new (SpareReveal *reveal)
{
  SpareCodeRow *self = g_object_new (SPARE_TYPE_CODE_ROW, NULL);

  self->reveal = g_object_ref (reveal);
  spare_code_view_set_reveal (SPARE_CODE_VIEW (self->view), reveal);

  return GTK_WIDGET (self);
}

static void
update_button (GtkWidget  *button,
               gboolean    visible,
               const char *label)
{
  gtk_widget_set_visible (button, visible);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update_buttons (SpareCodeRow *self)
{
  SpareOtpKind kind = spare_account_get_params (self->account)->kind;
  const char *service = gtk_label_get_text (GTK_LABEL (self->service));
  /* Translators: what a button does, for screen readers; %s is a service. */
  g_autofree char *copy = g_strdup_printf (_("Copy the code of %s"), service);

  update_button (self->copy, kind != SPARE_OTP_NONE, copy);
  if (kind == SPARE_OTP_HOTP && self->next == NULL)
    self->next = add_button (self, "media-skip-forward-symbolic", _("Next Code"), "win.advance");
  if (self->next != NULL)
    {
      /* Translators: what a button does, for screen readers; %s is a service. */
      g_autofree char *next = g_strdup_printf (_("Next code of %s"), service);

      update_button (self->next, kind == SPARE_OTP_HOTP, next);
    }
}

/* The direction of the first letter. */
static GtkTextDirection
find_direction (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isalpha (c))
        continue;

      switch (g_unichar_get_script (c))
        {
        case G_UNICODE_SCRIPT_ARABIC:
        case G_UNICODE_SCRIPT_HEBREW:
        case G_UNICODE_SCRIPT_NKO:
        case G_UNICODE_SCRIPT_SYRIAC:
        case G_UNICODE_SCRIPT_THAANA:
          return GTK_TEXT_DIR_RTL;
        default:
          return GTK_TEXT_DIR_LTR;
        }
    }

  return GTK_TEXT_DIR_LTR;
}

/* A number such as "4711 0815" must keep its order in a right-to-left window. */
static void
set_text (SpareCodeRow *self,
          GtkWidget    *label,
          const char   *text)
{
  GtkTextDirection direction = find_direction (text);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_direction (label, direction);
  gtk_label_set_xalign (GTK_LABEL (label),
                        direction == gtk_widget_get_direction (GTK_WIDGET (self)) ? 0 : 1);
}

void
spare_code_row_set_account (SpareCodeRow *self,
                            SpareAccount *account)
{
  const char *service;
  const char *name;

  g_return_if_fail (SPARE_IS_CODE_ROW (self));

  g_set_object (&self->account, account);
  spare_code_view_set_account (SPARE_CODE_VIEW (self->view), account);
  if (account == NULL)
    return;

  service = spare_account_get_service (account);
  name = spare_account_get_name (account);
  set_text (self, self->service, *service != '\0' ? service : name);
  set_text (self, self->name, *service != '\0' ? name : "");
  gtk_widget_set_visible (self->name, *service != '\0' && *name != '\0');
  gtk_widget_set_visible (self->star, spare_account_get_favorite (account));
  spare_avatar_set_text (SPARE_AVATAR (self->avatar), *service != '\0' ? service : name);
  update_buttons (self);
  update_accessible (self, g_get_real_time () / G_USEC_PER_SEC);
}

SpareAccount *
spare_code_row_get_account (SpareCodeRow *self)
{
  return self->account;
}

void
spare_code_row_set_position (SpareCodeRow *self,
                             guint         position,
                             guint         total)
{
  if (self->position == position + 1 && self->total == total)
    return;

  self->position = position + 1;
  self->total = total;
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) self->position,
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) total, -1);
}

void
spare_code_row_set_selected (SpareCodeRow *self,
                             gboolean      selected)
{
  if (selected == !!(gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_SELECTED))
    return;

  if (selected)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}

/* Only for the row that has the focus, and only twice a period: a reader that
 * spoke each second would say nothing else. */
static void
announce (SpareCodeRow *self,
          gint64        now,
          gboolean      changed)
{
  const SpareOtpParams *params = spare_account_get_params (self->account);
  guint left;

  if (!gtk_widget_has_focus (GTK_WIDGET (self)) || !spare_otp_kind_is_timed (params->kind)
      || !spare_reveal_is_shown (self->reveal, self->account, now))
    return;

  left = spare_otp_seconds_left (params, now);
  if (changed)
    {
      g_autofree char *spoken = spare_code_view_dup_spoken (self->reveal, self->account, now);
      /* Translators: said when a code is replaced; %s is the code. */
      g_autofree char *text = g_strdup_printf (_("New code %s"), spoken);

      spare_compat_announce (GTK_ACCESSIBLE (self), text);
      explicit_bzero (text, strlen (text));
      explicit_bzero (spoken, strlen (spoken));
    }
  else if (left == ANNOUNCE_LEFT && params->period > ANNOUNCE_LEFT)
    {
      g_autofree char *text = g_strdup_printf (
        ngettext ("%u second left", "%u seconds left", left), left);

      spare_compat_announce (GTK_ACCESSIBLE (self), text);
    }
}

void
spare_code_row_tick (SpareCodeRow *self,
                     gint64        unix_time)
{
  gboolean changed;

  if (self->account == NULL)
    return;

  changed = spare_code_view_tick (SPARE_CODE_VIEW (self->view), unix_time);
  if (changed)
    update_accessible (self, unix_time);
  announce (self, unix_time, changed);
}
