/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "spare-qr-dialog-private.h"
#include "spare-qr-view.h"
#include "spare-ui-test.h"

#define LINK "otpauth://totp/GitHub:alice?secret=" RFC_SECRET "&issuer=GitHub"

static SpareQrCode *
make (const char *text)
{
  g_autoptr (SpareSecret) secret = spare_secret_new_text (text);
  g_autoptr (GError) error = NULL;
  SpareQrCode *code = spare_qr_code_new (secret, SPARE_QR_LEVEL_M, &error);

  g_assert_no_error (error);
  return code;
}

static GdkTexture *
paint (GtkWidget *widget)
{
  GdkPaintable *paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  GskRenderNode *node;
  GdkTexture *texture;
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gsk_render_node_unref (node);
  g_object_unref (paintable);

  return texture;
}

/* What zbar, as a program, reads. */
static char *
read_texture (GdkTexture *texture)
{
  g_autofree char *path = NULL;
  const char *words[] = { "zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", NULL, NULL };
  char *text = NULL;
  int fd = g_file_open_tmp ("sparekey-qr-XXXXXX.png", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_assert_true (gdk_texture_save_to_png (texture, path));
  words[5] = path;
  g_assert_true (g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                               NULL, &text, NULL, NULL, NULL));
  g_remove (path);

  return g_strchomp (text);
}

static void
assert_black_and_white (GdkTexture *texture)
{
  gsize width = (gsize) gdk_texture_get_width (texture);
  gsize height = (gsize) gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, width * height);
  gsize black = 0;
  gsize white = 0;
  gsize clear = 0;

  gdk_texture_download (texture, (guint8 *) pixels, width * 4);
  for (gsize i = 0; i < width * height; i++)
    {
      black += pixels[i] == 0xff000000;
      white += pixels[i] == 0xffffffff;
      clear += pixels[i] == 0;
    }
  g_assert_cmpuint (black, >, 0);
  g_assert_cmpuint (white, >, black);
  g_assert_cmpuint (black + white + clear, ==, width * height);
}

/* No pixel is half dark in any size or theme, and another program reads it. */
static void
test_view (void)
{
  const int sizes[][2] = { { 200, 200 }, { 301, 257 }, { 360, 640 }, { 777, 500 } };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (sizes); i++)
    {
      GtkWidget *view = spare_qr_view_new ();
      GtkWindow *window;
      g_autoptr (GdkTexture) texture = NULL;
      g_autofree char *text = NULL;

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                          i % 2 == 0 ? ADW_COLOR_SCHEME_FORCE_LIGHT : ADW_COLOR_SCHEME_FORCE_DARK);
      spare_qr_view_set_code (SPARE_QR_VIEW (view), make (LINK));
      window = spare_ui_test_present (view, sizes[i / 2][0], sizes[i / 2][1]);
      texture = paint (view);
      assert_black_and_white (texture);
      text = read_texture (texture);
      g_assert_cmpstr (text, ==, LINK);
      gtk_window_destroy (window);
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_view_empty (void)
{
  GtkWidget *view = spare_qr_view_new ();
  GtkWindow *window = spare_ui_test_present (view, 200, 200);
  int minimum;

  spare_qr_view_set_code (SPARE_QR_VIEW (view), make (LINK));
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, >, 0);
  spare_qr_view_set_code (SPARE_QR_VIEW (view), NULL);
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 0);
  spare_ui_test_frame (view);
  gtk_window_destroy (window);
}

static SpareQrDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    {
      if (SPARE_IS_QR_DIALOG (at->data))
        return at->data;
    }

  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog () != NULL && gtk_widget_get_mapped (GTK_WIDGET (find_dialog ()));
}

static gboolean
has_no_dialog (gpointer data)
{
  return find_dialog () == NULL;
}

static GtkWidget *
find_view (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (SPARE_IS_QR_VIEW (widget))
    return gtk_widget_get_mapped (widget) ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_view (child);

  return found;
}

/* The button with this mnemonic, if it can be pressed. */
static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget)
      && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), label))
    return gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);

  return found;
}

static GtkWidget *
button (const char *label)
{
  return find_button (GTK_WIDGET (find_dialog ()), label);
}

static void
press (const char *label)
{
  g_assert_nonnull (button (label));
  g_signal_emit_by_name (button (label), "clicked");
  /* Pages cross-fade. */
  spare_ui_test_run (400);
}

static void
assert_shows (const char *expected)
{
  GtkWidget *view = find_view (GTK_WIDGET (find_dialog ()));
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *text = NULL;

  g_assert_nonnull (view);
  spare_ui_test_frame (view);
  texture = paint (view);
  text = read_texture (texture);
  g_assert_cmpstr (text, ==, expected);
}

static GtkWindow *
show_account (void)
{
  GtkWindow *parent = spare_ui_test_present (gtk_label_new ("parent"), 400, 300);
  g_autoptr (SpareAccount) account = spare_ui_test_account (LINK);

  spare_qr_dialog_show_account (parent, account);
  spare_ui_test_wait (has_dialog, NULL);

  return parent;
}

/* The code is not on the screen before a press. The link is the strict one of
 * docs/record.md, with the algorithm, digits and period of RFC 6238. */
static void
test_account (void)
{
  GtkWindow *parent = show_account ();

  g_assert_null (find_view (GTK_WIDGET (find_dialog ())));
  press ("_Show the QR Code");
  assert_shows ("otpauth://totp/GitHub:alice?secret=" RFC_SECRET "&issuer=GitHub&algorithm=SHA1&digits=6&period=30");
  g_assert_null (button ("_Next"));
  g_assert_nonnull (button ("_Save as Picture…"));
  gtk_window_destroy (parent);
  spare_ui_test_wait (has_no_dialog, NULL);
}

static void
test_patience (void)
{
  GtkWindow *parent = show_account ();
  gint64 start = g_get_monotonic_time ();

  press ("_Show the QR Code");
  spare_qr_dialog_set_patience (find_dialog (), 300);
  spare_ui_test_wait (has_no_dialog, NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 300 * 1000);
  gtk_window_destroy (parent);
}

static void
test_pages (void)
{
  const char *const texts[] = { "otpauth-migration://offline?data=one", "otpauth-migration://offline?data=two",
                                "otpauth-migration://offline?data=three" };
  g_autoptr (GPtrArray) secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  GtkWindow *parent = spare_ui_test_present (gtk_label_new ("parent"), 400, 300);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_ptr_array_add (secrets, spare_secret_new_text (texts[i]));
  spare_qr_dialog_show_pages (parent, secrets, "Transfer");
  spare_ui_test_wait (has_dialog, NULL);
  press ("_Show the QR Code");
  g_assert_null (button ("_Save as Picture…"));

  assert_shows (texts[0]);
  g_assert_null (button ("_Previous"));
  press ("_Next");
  assert_shows (texts[1]);
  press ("_Next");
  assert_shows (texts[2]);
  g_assert_null (button ("_Next"));
  press ("_Previous");
  assert_shows (texts[1]);

  gtk_window_destroy (parent);
  spare_ui_test_wait (has_no_dialog, NULL);
}

/* What a code cannot hold is said, and does not end the program. */
static void
test_too_large (void)
{
  g_autofree char *text = g_strnfill (4000, 'x');
  g_autoptr (GPtrArray) secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_secret_unref);
  GtkWindow *parent = spare_ui_test_present (gtk_label_new ("parent"), 400, 300);

  g_ptr_array_add (secrets, spare_secret_new_text (text));
  spare_qr_dialog_show_pages (parent, secrets, "Transfer");
  spare_ui_test_wait (has_dialog, NULL);
  press ("_Show the QR Code");
  g_assert_nonnull (find_dialog ());
  gtk_window_destroy (parent);
  spare_ui_test_wait (has_no_dialog, NULL);
}

int
main (int   argc,
      char *argv[])
{
  spare_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/qr/view", test_view);
  g_test_add_func ("/ui/qr/view/empty", test_view_empty);
  g_test_add_func ("/ui/qr/account", test_account);
  g_test_add_func ("/ui/qr/patience", test_patience);
  g_test_add_func ("/ui/qr/pages", test_pages);
  g_test_add_func ("/ui/qr/too-large", test_too_large);

  return g_test_run ();
}
