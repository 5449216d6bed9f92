/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-clock.h"

#include "compat/spare-compat.h"

/* One widget that wants ticks while it can be seen. */
typedef struct
{
  SpareClock *clock;
  GtkWidget  *widget;
  GdkSurface *surface; /* (owned) (nullable): set while the widget is mapped */
} Watch;

struct _SpareClock
{
  GObject     parent_instance;

  GHashTable *watches; /* GtkWidget → Watch */
  guint       timer;
  gint64      last;
};

G_DEFINE_FINAL_TYPE (SpareClock, spare_clock, G_TYPE_OBJECT)

enum { TICK, N_SIGNALS };
static guint signals[N_SIGNALS];

/* After the boundary by a little, so that the second has surely begun. */
#define LATE_MS 3

static void schedule (SpareClock *self);

static void
emit (SpareClock *self)
{
  gint64 now = spare_clock_get_now (self);

  if (now == self->last)
    return;

  self->last = now;
  g_signal_emit (self, signals[TICK], 0, now);
}

static gboolean
timer_cb (gpointer user_data)
{
  g_autoptr(SpareClock) self = g_object_ref (SPARE_CLOCK (user_data));

  self->timer = 0;
  emit (self);
  schedule (self);

  return G_SOURCE_REMOVE;
}

static gboolean
watch_is_seen (Watch *watch)
{
  GdkToplevelState state;

  if (!gtk_widget_get_mapped (watch->widget) || watch->surface == NULL)
    return FALSE;

  if (!GDK_IS_TOPLEVEL (watch->surface))
    return TRUE;

  state = gdk_toplevel_get_state (GDK_TOPLEVEL (watch->surface));
  return !(state & (GDK_TOPLEVEL_STATE_MINIMIZED | SPARE_TOPLEVEL_STATE_SUSPENDED));
}

static gboolean
is_seen (SpareClock *self)
{
  GHashTableIter iter;
  gpointer watch;

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, NULL, &watch))
    {
      if (watch_is_seen (watch))
        return TRUE;
    }

  return FALSE;
}

static void
schedule (SpareClock *self)
{
  guint wait;

  if (self->timer != 0 || !is_seen (self))
    return;

  wait = 1000 - (guint) (g_get_real_time () / 1000 % 1000) + LATE_MS;
  self->timer = g_timeout_add (wait, timer_cb, self);
}

static void
update (SpareClock *self)
{
  if (is_seen (self))
    {
      if (self->timer == 0)
        emit (self);
      schedule (self);
    }
  else
    {
      g_clear_handle_id (&self->timer, g_source_remove);
    }
}

static void
surface_state_cb (GdkSurface *surface,
                  GParamSpec *pspec,
                  Watch      *watch)
{
  update (watch->clock);
}

static void
watch_set_surface (Watch      *watch,
                   GdkSurface *surface)
{
  if (watch->surface == surface)
    return;

  if (watch->surface != NULL)
    g_signal_handlers_disconnect_by_func (watch->surface, surface_state_cb, watch);

  g_set_object (&watch->surface, surface);
  if (surface != NULL && GDK_IS_TOPLEVEL (surface))
    g_signal_connect (surface, "notify::state", G_CALLBACK (surface_state_cb), watch);
}

static void
watch_map_cb (GtkWidget *widget,
              Watch     *watch)
{
  GtkNative *native = gtk_widget_get_native (widget);

  watch_set_surface (watch, native != NULL ? gtk_native_get_surface (native) : NULL);
  update (watch->clock);
}

static void
watch_unmap_cb (GtkWidget *widget,
                Watch     *watch)
{
  watch_set_surface (watch, NULL);
  update (watch->clock);
}

static void
watch_gone_cb (gpointer  user_data,
               GObject  *widget)
{
  Watch *watch = user_data;
  SpareClock *self = watch->clock;

  watch->widget = NULL;
  g_hash_table_remove (self->watches, widget);
  update (self);
}

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  watch_set_surface (watch, NULL);
  if (watch->widget != NULL)
    {
      g_signal_handlers_disconnect_by_data (watch->widget, watch);
      g_object_weak_unref (G_OBJECT (watch->widget), watch_gone_cb, watch);
    }
  g_free (watch);
}

static void
spare_clock_dispose (GObject *object)
{
  SpareClock *self = SPARE_CLOCK (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_hash_table_remove_all (self->watches);

  G_OBJECT_CLASS (spare_clock_parent_class)->dispose (object);
}

static void
spare_clock_finalize (GObject *object)
{
  SpareClock *self = SPARE_CLOCK (object);

  g_hash_table_unref (self->watches);

  G_OBJECT_CLASS (spare_clock_parent_class)->finalize (object);
}

static void
spare_clock_class_init (SpareClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = spare_clock_dispose;
  object_class->finalize = spare_clock_finalize;

  signals[TICK] = g_signal_new ("tick", SPARE_TYPE_CLOCK, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
spare_clock_init (SpareClock *self)
{
  self->watches = g_hash_table_new_full (NULL, NULL, NULL, watch_free);
}

SpareClock *
spare_clock_new (void)
{
  return g_object_new (SPARE_TYPE_CLOCK, NULL);
}

gint64
spare_clock_get_now (SpareClock *self)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

void
spare_clock_watch (SpareClock *self,
                   GtkWidget  *widget)
{
  Watch *watch;

  g_return_if_fail (SPARE_IS_CLOCK (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_hash_table_contains (self->watches, widget))
    return;

  watch = g_new0 (Watch, 1);
  watch->clock = self;
  watch->widget = widget;
  g_hash_table_insert (self->watches, widget, watch);
  g_object_weak_ref (G_OBJECT (widget), watch_gone_cb, watch);
  g_signal_connect (widget, "map", G_CALLBACK (watch_map_cb), watch);
  g_signal_connect (widget, "unmap", G_CALLBACK (watch_unmap_cb), watch);

  if (gtk_widget_get_mapped (widget))
    watch_map_cb (widget, watch);
}

void
spare_clock_unwatch (SpareClock *self,
                     GtkWidget  *widget)
{
  g_return_if_fail (SPARE_IS_CLOCK (self));

  g_hash_table_remove (self->watches, widget);
  update (self);
}

gboolean
spare_clock_get_running (SpareClock *self)
{
  return self->timer != 0;
}
