/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "spare-ring.h"

#define GROUPED_SIZE (2 * SPARE_OTP_CODE_SIZE)
#define NEXT_SECONDS 10
#define NEXT_SCALE   0.54

/* What is to be seen at one moment, without the code itself. */
typedef struct
{
  gboolean present; /* is there a code at all? */
  gboolean hidden;
  gboolean next;
  gint64   step;    /* which code: the period's number or the counter */
  guint    left;    /* seconds; 0 for counter-based codes */
  guint    period;
} Look;

/* Sizes of the widget's font, in pixels. */
typedef struct
{
  int digit;
  int space;
  int height;
  int next_height;
  int ring;
  int gap;
} Metrics;

struct _SpareCodeView
{
  GtkWidget      parent_instance;

  SpareReveal   *reveal;
  SpareAccount  *account;

  PangoContext  *context; /* left to right, whatever the window is */
  Metrics        metrics;
  gboolean       measured;

  Look           look;
  GskRenderNode *node;    /* the drawn code of look, without the ring */
};

G_DEFINE_FINAL_TYPE (SpareCodeView, spare_code_view, GTK_TYPE_WIDGET)

static guint
count_digits (const SpareOtpParams *params)
{
  switch (params->kind)
    {
    case SPARE_OTP_TOTP:
    case SPARE_OTP_HOTP:
      return params->digits;
    case SPARE_OTP_STEAM:
      return 5;
    case SPARE_OTP_MOTP:
      return 6;
    case SPARE_OTP_YANDEX:
      return 8;
    case SPARE_OTP_NONE:
    default:
      return 0;
    }
}

/* Digits in the first group; 0 for a code that is read in one piece. */
static guint
group_size (guint digits)
{
  switch (digits)
    {
    case 6:
    case 7:
    case 9:
      return 3;
    case 8:
      return 4;
    case 10:
      return 5;
    default:
      return 0;
    }
}

static void
group_code (const char *code,
            char        out[GROUPED_SIZE])
{
  gsize length = strlen (code);
  guint group = group_size ((guint) length);
  gsize n = 0;

  for (gsize i = 0; i < length && n < GROUPED_SIZE - 2; i++)
    {
      /* 7 is read as 3 + 4. */
      if (group != 0 && i != 0 && i % group == 0 && !(length == 7 && i == 6))
        out[n++] = ' ';
      out[n++] = code[i];
    }
  out[n] = '\0';
}

static void
wipe (char *text,
      gsize size)
{
  explicit_bzero (text, size);
}

static PangoLayout *
create_layout (SpareCodeView *self,
               const char    *text,
               double         scale)
{
  PangoLayout *layout;
  PangoAttrList *attributes = pango_attr_list_new ();

  if (self->context == NULL)
    {
      self->context = gtk_widget_create_pango_context (GTK_WIDGET (self));
      pango_context_set_base_dir (self->context, PANGO_DIRECTION_LTR);
    }

  layout = pango_layout_new (self->context);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (scale < 1)
    {
      pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_NORMAL));
    }
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_text (layout, text, -1);

  return layout;
}

static void
measure_font (SpareCodeView *self)
{
  Metrics *metrics = &self->metrics;
  g_autoptr(PangoLayout) digits = NULL;
  g_autoptr(PangoLayout) space = NULL;
  g_autoptr(PangoLayout) next = NULL;
  int width;

  if (self->measured)
    return;

  digits = create_layout (self, "0000000000", 1);
  space = create_layout (self, "00000 00000", 1);
  next = create_layout (self, "0", NEXT_SCALE);

  pango_layout_get_pixel_size (digits, &width, &metrics->height);
  metrics->digit = (width + 9) / 10;
  pango_layout_get_pixel_size (space, &metrics->space, NULL);
  metrics->space = MAX (metrics->space - width, 1);
  pango_layout_get_pixel_size (next, NULL, &metrics->next_height);
  metrics->ring = (int) ceil (metrics->height * 1.05);
  metrics->gap = MAX (metrics->height / 3, 6);
  self->measured = TRUE;
}

static void
forget_drawing (SpareCodeView *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
}

static void
forget_font (SpareCodeView *self)
{
  forget_drawing (self);
  g_clear_object (&self->context);
  self->measured = FALSE;
}

static void
look_at (SpareReveal  *reveal,
         SpareAccount *account,
         gint64        now,
         Look         *look)
{
  const SpareOtpParams *params;
  guint64 counter = 0;

  *look = (Look){ 0 };
  if (account == NULL)
    return;

  params = spare_account_get_params (account);
  look->present = params->kind != SPARE_OTP_NONE;
  look->hidden = look->present && reveal != NULL
                 && !spare_reveal_is_shown (reveal, account, now);

  if (params->kind == SPARE_OTP_HOTP)
    {
      counter = spare_account_get_counter (account);
      if (reveal != NULL)
        spare_reveal_get_counter (reveal, account, &counter);
      look->step = (gint64) counter;
    }
  else if (look->present)
    {
      look->left = spare_otp_seconds_left (params, now);
      look->period = MAX (params->period, 1);
      look->step = now + look->left; /* when it ends; stands for the period */
      look->next = !look->hidden && look->left <= MIN (NEXT_SECONDS, look->period / 3)
                   && (reveal == NULL || spare_reveal_get_shows_next (reveal));
    }
}

static gboolean
compute (SpareReveal  *reveal,
         SpareAccount *account,
         gint64        moment,
         char          code[SPARE_OTP_CODE_SIZE])
{
  return reveal != NULL ? spare_reveal_code (reveal, account, moment, code, NULL)
                        : spare_account_code (account, moment, code, NULL);
}

static void
append_text (SpareCodeView *self,
             GtkSnapshot   *snapshot,
             const char    *text,
             double         scale,
             float          center,
             const GdkRGBA *color)
{
  g_autoptr(PangoLayout) layout = create_layout (self, text, scale);
  int space = gtk_widget_get_width (GTK_WIDGET (self));
  int width;
  int height;
  float fit;

  if (self->look.period != 0)
    space -= self->metrics.ring + self->metrics.gap;

  pango_layout_get_pixel_size (layout, &width, &height);
  fit = width > space && width > 0 ? (float) MAX (space, 1) / width : 1;

  gtk_snapshot_save (snapshot);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (
      gtk_widget_get_width (GTK_WIDGET (self)) - space, 0));
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (
    gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? 0 : space - width * fit,
    center - height * fit / 2));
  gtk_snapshot_scale (snapshot, fit, fit);
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
append_dots (SpareCodeView *self,
             GtkSnapshot   *snapshot,
             GdkRGBA        color)
{
  char code[SPARE_OTP_CODE_SIZE] = { 0 };
  char grouped[GROUPED_SIZE];
  g_autoptr(GString) dots = g_string_new (NULL);

  memset (code, '0', MIN (count_digits (spare_account_get_params (self->account)),
                          SPARE_OTP_CODE_SIZE - 1));
  group_code (code, grouped);
  for (const char *at = grouped; *at != '\0'; at++)
    g_string_append (dots, *at == ' ' ? "\u2002" : "\u2022");

  color.alpha *= 0.6f;
  append_text (self, snapshot, dots->str, 1, gtk_widget_get_height (GTK_WIDGET (self)) / 2.f,
               &color);
}

static void
append_code (SpareCodeView *self,
             GtkSnapshot   *snapshot,
             gint64         now,
             GdkRGBA        color)
{
  char code[SPARE_OTP_CODE_SIZE];
  char grouped[GROUPED_SIZE];
  float center = gtk_widget_get_height (GTK_WIDGET (self)) / 2.f;

  if (compute (self->reveal, self->account, now, code))
    {
      group_code (code, grouped);
      append_text (self, snapshot, grouped, 1, center, &color);
    }

  if (self->look.next && compute (self->reveal, self->account, now + self->look.left, code))
    {
      g_autofree char *text = NULL;

      group_code (code, grouped);
      /* Translators: the code that comes after the current one, below it. */
      text = g_strdup_printf (_("next %s"), grouped);
      color.alpha *= 0.75f;
      append_text (self, snapshot, text, NEXT_SCALE,
                   center + (self->metrics.height + self->metrics.next_height) / 2.f - 1, &color);
      wipe (text, strlen (text));
    }

  wipe (code, sizeof code);
  wipe (grouped, sizeof grouped);
}

static GskRenderNode *
draw_code (SpareCodeView *self,
           gint64         now)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  if (self->look.hidden)
    append_dots (self, snapshot, color);
  else
    append_code (self, snapshot, now, color);

  return gtk_snapshot_free_to_node (snapshot);
}

static gboolean
looks_same (const Look *a,
            const Look *b)
{
  return a->present == b->present && a->hidden == b->hidden && a->next == b->next
         && a->step == b->step && a->period == b->period;
}

static void
spare_code_view_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  SpareCodeView *self = SPARE_CODE_VIEW (widget);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  Look look;

  look_at (self->reveal, self->account, now, &look);
  if (!look.present)
    return;

  measure_font (self);
  if (!looks_same (&look, &self->look))
    forget_drawing (self);
  self->look = look;

  if (self->node == NULL)
    self->node = draw_code (self, now);
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);

  if (look.period != 0 && !look.hidden)
    {
      int size = self->metrics.ring;
      gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (
        rtl ? 0 : gtk_widget_get_width (widget) - size,
        floorf ((gtk_widget_get_height (widget) - size) / 2.f)));
      spare_ring_snapshot (snapshot, widget, size, look.left, look.period);
      gtk_snapshot_restore (snapshot);
    }
}

static void
spare_code_view_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  SpareCodeView *self = SPARE_CODE_VIEW (widget);
  const SpareOtpParams *params;

  measure_font (self);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      /* The code stays in the middle when the next one appears below. */
      *minimum = *natural = self->metrics.height + 2 * self->metrics.next_height;
      return;
    }

  *minimum = *natural = 0;
  if (self->account == NULL)
    return;

  params = spare_account_get_params (self->account);
  *natural = spare_code_view_get_code_width (self, count_digits (params));
  *minimum = *natural / 2;
  if (spare_otp_kind_is_timed (params->kind))
    {
      *minimum += spare_code_view_get_ring_width (self);
      *natural += spare_code_view_get_ring_width (self);
    }
}

static void
spare_code_view_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  forget_drawing (SPARE_CODE_VIEW (widget));
}

static void
spare_code_view_css_changed (GtkWidget         *widget,
                             GtkCssStyleChange *change)
{
  forget_font (SPARE_CODE_VIEW (widget));
  GTK_WIDGET_CLASS (spare_code_view_parent_class)->css_changed (widget, change);
}

static void
spare_code_view_system_setting_changed (GtkWidget       *widget,
                                        GtkSystemSetting setting)
{
  forget_font (SPARE_CODE_VIEW (widget));
  GTK_WIDGET_CLASS (spare_code_view_parent_class)->system_setting_changed (widget, setting);
}

static void
spare_code_view_direction_changed (GtkWidget       *widget,
                                   GtkTextDirection previous)
{
  forget_font (SPARE_CODE_VIEW (widget));
  GTK_WIDGET_CLASS (spare_code_view_parent_class)->direction_changed (widget, previous);
}

static void
spare_code_view_dispose (GObject *object)
{
  SpareCodeView *self = SPARE_CODE_VIEW (object);

  forget_font (self);
  g_clear_object (&self->account);
  g_clear_object (&self->reveal);

  G_OBJECT_CLASS (spare_code_view_parent_class)->dispose (object);
}

static void
spare_code_view_class_init (SpareCodeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_code_view_dispose;
  widget_class->measure = spare_code_view_measure;
  widget_class->size_allocate = spare_code_view_size_allocate;
  widget_class->snapshot = spare_code_view_snapshot;
  widget_class->css_changed = spare_code_view_css_changed;
  widget_class->system_setting_changed = spare_code_view_system_setting_changed;
  widget_class->direction_changed = spare_code_view_direction_changed;

  gtk_widget_class_set_css_name (widget_class, "sparecode");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
spare_code_view_init (SpareCodeView *self)
{
}

GtkWidget *
spare_code_view_new (SpareReveal *reveal)
{
  SpareCodeView *self = g_object_new (SPARE_TYPE_CODE_VIEW, NULL);

  spare_code_view_set_reveal (self, reveal);

  return GTK_WIDGET (self);
}

void
spare_code_view_set_reveal (SpareCodeView *self,
                            SpareReveal   *reveal)
{
  g_return_if_fail (SPARE_IS_CODE_VIEW (self));

  if (g_set_object (&self->reveal, reveal))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
update_accessible (SpareCodeView *self,
                   gint64         now)
{
  g_autofree char *spoken = NULL;
  g_autofree char *label = NULL;

  /* Inside a row, the row says it. */
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (self)) == GTK_ACCESSIBLE_ROLE_PRESENTATION)
    return;

  if (self->account != NULL)
    spoken = spare_code_view_dup_spoken (self->reveal, self->account, now);
  if (spoken != NULL)
    /* Translators: %s is a code, digit by digit, or "hidden". */
    label = g_strdup_printf (_("Code %s"), spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : "", -1);
}

void
spare_code_view_set_account (SpareCodeView *self,
                             SpareAccount  *account)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_return_if_fail (SPARE_IS_CODE_VIEW (self));

  g_set_object (&self->account, account);
  forget_drawing (self);
  look_at (self->reveal, account, now, &self->look);
  update_accessible (self, now);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

gboolean
spare_code_view_tick (SpareCodeView *self,
                      gint64         unix_time)
{
  Look look;
  gboolean changed;

  g_return_val_if_fail (SPARE_IS_CODE_VIEW (self), FALSE);

  look_at (self->reveal, self->account, unix_time, &look);
  changed = look.step != self->look.step || look.hidden != self->look.hidden;
  if (!looks_same (&look, &self->look))
    forget_drawing (self);
  if (changed || look.left != self->look.left || look.next != self->look.next)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->look = look;

  if (changed)
    update_accessible (self, unix_time);

  return changed;
}

char *
spare_code_view_dup_spoken (SpareReveal  *reveal,
                            SpareAccount *account,
                            gint64        unix_time)
{
  char code[SPARE_OTP_CODE_SIZE];
  GString *spoken;
  Look look;

  look_at (reveal, account, unix_time, &look);
  if (!look.present)
    return NULL;

  if (look.hidden)
    /* Translators: said in place of a code that is not shown: "code hidden". */
    return g_strdup (C_("code", "hidden"));

  if (!compute (reveal, account, unix_time, code))
    return NULL;

  spoken = g_string_sized_new (GROUPED_SIZE);
  for (const char *at = code; *at != '\0'; at++)
    {
      if (at != code)
        g_string_append_c (spoken, ' ');
      g_string_append_c (spoken, *at);
    }
  wipe (code, sizeof code);

  return g_string_free (spoken, FALSE);
}

int
spare_code_view_get_code_width (SpareCodeView *self,
                                guint          digits)
{
  measure_font (self);

  return (int) digits * self->metrics.digit + (group_size (digits) != 0 ? self->metrics.space : 0)
         + (digits == 9 ? self->metrics.space : 0);
}

int
spare_code_view_get_ring_width (SpareCodeView *self)
{
  measure_font (self);

  return self->metrics.ring + self->metrics.gap;
}

int
spare_code_view_get_band (SpareCodeView *self)
{
  measure_font (self);

  return self->metrics.next_height;
}
