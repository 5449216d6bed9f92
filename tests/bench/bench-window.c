/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "spare-application.h"
#include "spare-otpauth.h"
#include "spare-window-private.h"

/* The window, timed from inside, over the keyring as it is:
 *
 *   bench-window search ROUNDS   keys typed into the search
 *   bench-window entry ROUNDS    the same keys in a window with an entry alone
 *   bench-window add ROUNDS      an account more, and less again
 *
 * Lines: "search MS", "entry MS": from the key to the end of the frame that
 * shows what it found. "add MS", "confirmed MS": from the save to the end of
 * the frame with the new row, and to the store's answer; "gap MS" between
 * two frames meanwhile, the longest; "idle-gap MS", the same with nothing
 * going on. */

#define SETTLE_MS 1500
#define BETWEEN_MS 120

static const char keys[] = "git<<<user5<<<<<1<z<hub7<<<<";

typedef struct
{
  const char    *what;
  guint          rounds;
  SpareWindow   *window;
  GdkFrameClock *clock;
  gint64         waited;   /* what is timed has happened: the next frame shows it */
  gint64         painted;  /* when that frame ended */
  gint64         frame;    /* the last frame's start */
  gint64         gap;
  gint64         confirmed;
  gboolean       failed;
} Bench;

static gint64
get_us (void)
{
  return g_get_monotonic_time ();
}

static gboolean
awake_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint ms)
{
  gboolean awake = FALSE;

  g_timeout_add (ms, awake_cb, &awake);
  while (!awake)
    g_main_context_iteration (NULL, TRUE);
}

static void
after_paint_cb (GdkFrameClock *clock,
                Bench         *self)
{
  if (self->waited != 0 && self->painted == 0)
    self->painted = get_us ();
}

/* Goes on until a frame has ended that began after the change. */
static double
wait_painted (Bench *self,
              gint64 start)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add (5000, awake_cb, &late);

  while (self->painted == 0 && !late)
    g_main_context_iteration (NULL, TRUE);
  self->failed |= late;
  if (!late)
    g_source_remove (timer);

  return (double) (self->painted - start) / 1000;
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Types @key into the entry, as GtkText does on a key. */
static double
type_key (Bench     *self,
          GtkWidget *text,
          char       key)
{
  char typed[2] = { key, '\0' };
  gint64 start = get_us ();

  self->painted = 0;
  self->waited = start;
  if (key == '<')
    g_signal_emit_by_name (text, "backspace");
  else
    g_signal_emit_by_name (text, "insert-at-cursor", typed);

  return wait_painted (self, start);
}

static void
type_keys (Bench      *self,
           GtkWidget  *window,
           const char *what)
{
  GtkWidget *text = find (window, GTK_TYPE_TEXT);

  gtk_widget_grab_focus (text);
  wait_ms (500);
  for (guint round = 0; round <= self->rounds && !self->failed; round++)
    {
      for (const char *key = keys; *key != '\0'; key++)
        {
          double ms = type_key (self, text, *key);

          self->waited = 0;
          if (round > 0)
            printf ("%s %.2f\n", what, ms);
          wait_ms (BETWEEN_MS);
        }
    }
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Bench *self = user_data;
  gint64 now = get_us ();

  if (self->frame != 0)
    self->gap = MAX (self->gap, now - self->frame);
  self->frame = now;

  return G_SOURCE_CONTINUE;
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Bench *self = user_data;

  self->failed |= !spare_vault_save_finish (SPARE_VAULT (source), result, NULL);
  self->confirmed = get_us ();
}

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  spare_vault_erase_finish (SPARE_VAULT (source), result, NULL);
  *(gboolean *) user_data = TRUE;
}

static void
items_changed_cb (Bench *self)
{
  self->waited = get_us ();
}

/* Sorts before all the others, so that its row is on screen. */
static void
add_one (Bench *self,
         guint  round)
{
  SpareVault *vault = self->window->vault;
  g_autofree char *uri = g_strdup_printf ("otpauth://totp/AAA%u:new?secret=JBSWY3DPEHPK3PXP&issuer=AAA%u",
                                          round, round);
  g_autofree char *id = g_uuid_string_random ();
  const char *ids[] = { id, NULL };
  g_autoptr(SpareAccount) account = spare_otpauth_parse (uri, -1, id, NULL);
  gboolean erased = FALSE;
  gint64 start;
  double ms;

  self->gap = self->waited = self->painted = self->confirmed = 0;
  start = get_us ();
  spare_vault_save_one_async (vault, account, NULL, saved_cb, self);
  ms = wait_painted (self, start);
  while (self->confirmed == 0)
    g_main_context_iteration (NULL, TRUE);
  wait_ms (200);
  if (round > 0 && self->frame == 0)
    printf ("add %.2f\nconfirmed %.2f\n", MAX (ms, (double) (self->confirmed - start) / 1000),
            (double) (self->confirmed - start) / 1000);
  else if (round > 0)
    printf ("gap %.2f\n", (double) self->gap / 1000);

  spare_vault_erase_async (vault, ids, NULL, erased_cb, &erased);
  while (!erased)
    g_main_context_iteration (NULL, TRUE);
  wait_ms (200);
}

/* Counting the frames makes them come at their fixed times, which delays what a
 * resting window would show at once: so never together with the other times. */
static void
add_one_between_frames (Bench *self,
                        guint  round)
{
  guint ticks = gtk_widget_add_tick_callback (GTK_WIDGET (self->window), tick_cb, self, NULL);

  self->frame = self->gap = 0;
  wait_ms (600);
  if (round > 0)
    printf ("idle-gap %.2f\n", (double) self->gap / 1000);
  add_one (self, round);
  gtk_widget_remove_tick_callback (GTK_WIDGET (self->window), ticks);
  self->frame = 0;
}

static void
add_accounts (Bench *self)
{
  SpareAccountList *list = spare_codes_page_get_list (self->window->codes);
  gulong handler = g_signal_connect_swapped (list, "items-changed", G_CALLBACK (items_changed_cb), self);

  for (guint round = 0; round <= self->rounds && !self->failed; round++)
    {
      add_one (self, round);
      add_one_between_frames (self, round);
    }
  g_signal_handler_disconnect (list, handler);
}

static void
watch_frames (Bench     *self,
              GtkWidget *window)
{
  self->clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (self->clock, "after-paint", G_CALLBACK (after_paint_cb), self);
}

static gboolean
start_cb (gpointer user_data)
{
  Bench *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (
    GTK_APPLICATION (g_application_get_default ()));

  self->window = SPARE_WINDOW (window);
  while (spare_vault_get_state (self->window->vault) == SPARE_VAULT_LOADING)
    wait_ms (10);
  wait_ms (SETTLE_MS);
  watch_frames (self, GTK_WIDGET (window));
  printf ("accounts %u\n", g_list_model_get_n_items (spare_vault_get_accounts (self->window->vault)));
  if (g_str_equal (self->what, "search"))
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL);
      type_keys (self, GTK_WIDGET (window), "search");
    }
  else
    {
      add_accounts (self);
    }
  g_signal_handlers_disconnect_by_data (self->clock, self);
  gtk_window_close (window);

  return G_SOURCE_REMOVE;
}

static gboolean
start_entry_cb (gpointer user_data)
{
  Bench *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (
    GTK_APPLICATION (g_application_get_default ()));

  wait_ms (SETTLE_MS);
  watch_frames (self, GTK_WIDGET (window));
  type_keys (self, GTK_WIDGET (window), "entry");
  g_signal_handlers_disconnect_by_data (self->clock, self);
  gtk_window_close (window);

  return G_SOURCE_REMOVE;
}

static void
activate_entry_cb (GtkApplication *application,
                   Bench          *self)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_window_set_default_size (GTK_WINDOW (window), 720, 640);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), gtk_search_entry_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  g_idle_add (start_entry_cb, self);
}

static void
activate_cb (GtkApplication *application,
             Bench          *self)
{
  g_idle_add (start_cb, self);
}

int
main (int   argc,
      char *argv[])
{
  Bench self = { 0 };
  g_autoptr(GApplication) application = NULL;
  int status;

  if (argc != 3)
    return 2;

  self.what = argv[1];
  self.rounds = (guint) atoi (argv[2]);
  setvbuf (stdout, NULL, _IOLBF, 0);
  if (g_str_equal (self.what, "entry"))
    {
      application = G_APPLICATION (adw_application_new ("io.github.sparekey.FloorEntry",
                                                        G_APPLICATION_DEFAULT_FLAGS));
      g_signal_connect (application, "activate", G_CALLBACK (activate_entry_cb), &self);
    }
  else
    {
      application = G_APPLICATION (spare_application_new (spare_otp_self_test (NULL)));
      g_signal_connect_after (application, "activate", G_CALLBACK (activate_cb), &self);
    }
  status = g_application_run (application, 1, argv);

  return self.failed ? 1 : status;
}
