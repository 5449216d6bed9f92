/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "spare-error.h"
#include "spare-format-private.h"

/* The XML file that KeePass 2 and KeePassXC export. Codes are in fields of
 * KeePass itself, of KeePassXC, and of the plugins KeeOtp and KeeTrayTOTP. */

#define DEPTH_MAX 1024

typedef struct
{
  SpareImport              *import;
  const SpareImportContext *context;

  guint       depth;
  guint       history;   /* former states of an entry are none of ours */
  GPtrArray  *groups;    /* names of those that are open, the root first */
  guint       bin_level; /* how many groups are open in the bin, itself included; 0 outside */
  char       *bin;       /* its id */

  GHashTable *fields;    /* of the entry: name to text, wiped */
  char       *tags;
  char       *key;
  gboolean    is_sealed; /* the value is encrypted inside the XML */
  gboolean    has_sealed;
  gboolean    takes_text;
  GString    *text;
} Reader;

static void
wipe_text (Reader *self)
{
  spare_wipe (self->text->str, self->text->len);
  g_string_truncate (self->text, 0);
}

/* As g_string_append_len(), which leaves what it grew out of unwiped. */
static void
append_text (Reader     *self,
             const char *text,
             gsize       size)
{
  if (self->text->len + size >= self->text->allocated_len)
    {
      GString *larger = g_string_sized_new (2 * (self->text->len + size));

      g_string_append_len (larger, self->text->str, (gssize) self->text->len);
      wipe_text (self);
      g_string_free (self->text, TRUE);
      self->text = larger;
    }
  g_string_append_len (self->text, text, (gssize) size);
}

static const char *
field (Reader     *self,
       const char *name)
{
  const char *text = g_hash_table_lookup (self->fields, name);

  return text != NULL ? text : "";
}

static gboolean
has_field (Reader     *self,
           const char *name)
{
  return *field (self, name) != 0;
}

/* TimeOtp-Secret-Base32 and its likes: the encoding is in the name. */
static gboolean
set_secret (Reader       *self,
            const char   *prefix,
            SpareAccount *account,
            GError      **error)
{
  static const char *const encodings[][2] = { { "-Base32", "base32" },
                                              { "-Hex", "hex" },
                                              { "-Base64", "base64" },
                                              { "", "utf8" } };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autofree char *name = g_strconcat (prefix, encodings[i][0], NULL);

      if (has_field (self, name))
        return spare_import_set_encoded (account, field (self, name), encodings[i][1], error);
    }
  return spare_import_set_base32 (account, NULL, error);
}

static gboolean
has_secret (Reader     *self,
            const char *prefix)
{
  static const char *const suffixes[] = { "", "-Hex", "-Base32", "-Base64" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (prefix, suffixes[i], NULL);

      if (has_field (self, name))
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_time_otp (Reader       *self,
               SpareAccount *account,
               GError      **error)
{
  SpareOtpAlgorithm algorithm;

  return spare_import_parse_algorithm (field (self, "TimeOtp-Algorithm"), &algorithm, error) &&
         spare_import_set_params (account, SPARE_OTP_TOTP, algorithm,
                                  spare_import_parse_count (field (self, "TimeOtp-Length")),
                                  spare_import_parse_count (field (self, "TimeOtp-Period")), error) &&
         set_secret (self, "TimeOtp-Secret", account, error);
}

static gboolean
read_hmac_otp (Reader       *self,
               SpareAccount *account,
               GError      **error)
{
  const char *text = field (self, "HmacOtp-Counter");
  guint64 counter = 0;

  if (*text != 0 && !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &counter, NULL))
    {
      g_set_error_literal (error, SPARE_CORE_ERROR, SPARE_CORE_ERROR_COUNTER, "The counter is no number");
      return FALSE;
    }
  spare_account_set_counter (account, counter);
  return spare_import_set_params (account, SPARE_OTP_HOTP, SPARE_OTP_SHA1, 0, 0, error) &&
         set_secret (self, "HmacOtp-Secret", account, error);
}

static gboolean
read_seed (Reader       *self,
           SpareAccount *account,
           GError      **error)
{
  const char *settings = field (self, "TOTP Settings");
  SpareOtpKind kind = SPARE_OTP_TOTP;
  gint64 digits = 0;
  gint64 period = 0;

  if (*settings != 0 && !spare_keepass_parse_settings (settings, &kind, &digits, &period))
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_ENTRY, "Settings that are none");
      return FALSE;
    }
  return spare_import_set_params (account, kind, SPARE_OTP_SHA1, digits, period, error) &&
         spare_import_set_base32 (account, field (self, "TOTP Seed"), error);
}

typedef gboolean (*ReadFields) (Reader       *self,
                                SpareAccount *account,
                                GError      **error);

static void
add_fields (Reader                 *self,
            const SpareImportLogin *login,
            ReadFields              read)
{
  SpareAccount *account = spare_import_new_account (self->context);
  GError *problem = NULL;

  if (!read (self, account, &problem))
    g_clear_object (&account);
  spare_import_add_login_account (self->import, login, account, problem);
}

/* The groups below the root, and below the bin. */
static char *
group_path (Reader *self)
{
  guint skip = 1;
  GString *path = g_string_new (NULL);

  if (self->bin_level > 0)
    skip = self->groups->len - self->bin_level + 1;
  for (guint i = MAX (skip, 1); i < self->groups->len; i++)
    {
      if (path->len > 0)
        g_string_append_c (path, '/');
      g_string_append (path, g_ptr_array_index (self->groups, i));
    }
  return g_string_free (path, FALSE);
}

static void
finish_entry (Reader *self)
{
  g_autofree char *folder = group_path (self);
  g_auto (GStrv) tags = g_strsplit_set (self->tags != NULL ? self->tags : "", ";,", -1);
  guint before = self->import->entries->len;
  SpareImportLogin login = {
    .value = field (self, "otp"),
    .title = field (self, "Title"),
    .name = field (self, "UserName"),
    .url = field (self, "URL"),
    .note = field (self, "Notes"),
    .folder = folder,
    .tags = (const char *const *) tags,
    .mend = spare_keepass_mend,
  };

  if (has_field (self, "Password"))
    login.notes |= SPARE_IMPORT_NOTE_PASSWORD_THERE;
  if (self->bin_level > 0)
    login.notes |= SPARE_IMPORT_NOTE_TRASHED;
  if (self->has_sealed)
    spare_import_add_login_account (self->import, &login, NULL,
                                    g_error_new_literal (SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_ENCRYPTION,
                                                         "A field is encrypted"));
  else if (*login.value != 0)
    spare_import_add_login (self->import, self->context, &login);
  else if (has_secret (self, "TimeOtp-Secret"))
    add_fields (self, &login, read_time_otp);
  else if (has_field (self, "TOTP Seed"))
    add_fields (self, &login, read_seed);
  if (!self->has_sealed && has_secret (self, "HmacOtp-Secret"))
    add_fields (self, &login, read_hmac_otp);
  if (self->import->entries->len == before)
    self->import->others++;
}

static void
start_entry (Reader *self)
{
  g_hash_table_remove_all (self->fields);
  g_clear_pointer (&self->tags, g_free);
  g_clear_pointer (&self->key, g_free);
  self->has_sealed = FALSE;
}

static gboolean
is_true (const char *text)
{
  return text != NULL && g_ascii_strcasecmp (text, "True") == 0;
}

static void
start_element_cb (GMarkupParseContext *context,
                  const char          *name,
                  const char         **attributes,
                  const char         **values,
                  gpointer             data,
                  GError             **error)
{
  static const char *const leaves[] = { "Name", "UUID", "Key", "Value", "Tags", "RecycleBinUUID", NULL };
  Reader *self = data;

  if (++self->depth > DEPTH_MAX || self->import->entries->len > SPARE_IMPORT_ENTRIES_MAX)
    {
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_TOO_LARGE, "Too many entries or levels");
      return;
    }
  if (g_str_equal (name, "History"))
    self->history++;
  self->takes_text = self->history == 0 && g_strv_contains (leaves, name);
  wipe_text (self);
  if (self->history > 0)
    return;
  if (g_str_equal (name, "Group"))
    {
      g_ptr_array_add (self->groups, g_strdup (""));
      self->bin_level += self->bin_level > 0;
    }
  else if (g_str_equal (name, "Entry"))
    start_entry (self);
  else if (g_str_equal (name, "Value"))
    {
      self->is_sealed = FALSE;
      for (guint i = 0; attributes[i] != NULL; i++)
        self->is_sealed |= g_str_equal (attributes[i], "Protected") && is_true (values[i]);
    }
}

static gboolean
is_code_field (const char *key)
{
  return g_str_equal (key, "otp") || g_str_equal (key, "TOTP Seed") || g_str_has_prefix (key, "TimeOtp-Secret") ||
         g_str_has_prefix (key, "HmacOtp-Secret");
}

/* The element that this one stands in. */
static const char *
parent_of (GMarkupParseContext *context)
{
  const GSList *stack = g_markup_parse_context_get_element_stack (context);

  return stack->next != NULL ? stack->next->data : "";
}

static void
end_group_leaf (Reader     *self,
                const char *name)
{
  if (self->groups->len == 0)
    return;
  if (g_str_equal (name, "Name"))
    {
      g_free (g_ptr_array_index (self->groups, self->groups->len - 1));
      g_ptr_array_index (self->groups, self->groups->len - 1) = g_strdup (self->text->str);
    }
  else if (g_str_equal (name, "UUID") && self->bin != NULL && g_str_equal (self->bin, self->text->str) &&
           self->bin_level == 0)
    {
      self->bin_level = 1;
    }
}

static void
end_string_leaf (Reader     *self,
                 const char *name)
{
  if (g_str_equal (name, "Key"))
    {
      g_free (self->key);
      self->key = g_strdup (self->text->str);
    }
  else if (g_str_equal (name, "Value") && self->key != NULL)
    {
      if (self->is_sealed && self->text->len > 0 && is_code_field (self->key))
        self->has_sealed = TRUE;
      g_hash_table_replace (self->fields, g_steal_pointer (&self->key), g_strdup (self->text->str));
    }
}

static void
end_element_cb (GMarkupParseContext *context,
                const char          *name,
                gpointer             data,
                GError             **error)
{
  Reader *self = data;
  const char *parent = parent_of (context);

  self->depth--;
  if (spare_import_stopped (self->context, error))
    return;
  if (g_str_equal (name, "History"))
    {
      self->history--;
      return;
    }
  if (self->history > 0)
    return;
  if (g_str_equal (name, "RecycleBinUUID") && g_str_equal (parent, "Meta"))
    {
      g_free (self->bin);
      self->bin = g_strdup (self->text->str);
    }
  else if (g_str_equal (name, "Group"))
    {
      g_ptr_array_set_size (self->groups, (int) self->groups->len - 1);
      self->bin_level -= self->bin_level > 0;
    }
  else if (g_str_equal (name, "Entry"))
    finish_entry (self);
  else if (g_str_equal (parent, "Group"))
    end_group_leaf (self, name);
  else if (g_str_equal (parent, "String"))
    end_string_leaf (self, name);
  else if (g_str_equal (name, "Tags") && g_str_equal (parent, "Entry"))
    {
      g_free (self->tags);
      self->tags = g_strdup (self->text->str);
    }
  self->takes_text = FALSE;
  wipe_text (self);
}

static void
text_cb (GMarkupParseContext *context,
         const char          *text,
         gsize                size,
         gpointer             data,
         GError             **error)
{
  Reader *self = data;

  if (self->takes_text)
    append_text (self, text, size);
}

static const char *
skip_to (const char *text,
         const char *end)
{
  const char *found = strstr (text, end);

  return found != NULL ? found + strlen (end) : text + strlen (text);
}

static gboolean
keepass_recognize (SpareImportFile *file)
{
  const char *text = spare_import_file_get_text (file);

  while (text != NULL)
    {
      text += strspn (text, " \t\r\n");
      if (g_str_has_prefix (text, "<?"))
        text = skip_to (text, "?>");
      else if (g_str_has_prefix (text, "<!--"))
        text = skip_to (text, "-->");
      else if (g_str_has_prefix (text, "<!DOCTYPE"))
        text = skip_to (text, ">");
      else
        return g_str_has_prefix (text, "<KeePassFile");
    }
  return FALSE;
}

static gboolean
parse (Reader     *self,
       const char *text,
       GError    **error)
{
  static const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, NULL, NULL };
  GMarkupParseContext *context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, self, NULL);
  gboolean good = g_markup_parse_context_parse (context, text, (gssize) strlen (text), error) &&
                  g_markup_parse_context_end_parse (context, error);

  g_markup_parse_context_free (context);
  if (!good && error != NULL && (*error)->domain == G_MARKUP_ERROR)
    {
      /* Its message may quote the text. */
      g_clear_error (error);
      g_set_error_literal (error, SPARE_FORMAT_ERROR, SPARE_FORMAT_ERROR_DAMAGED, "The XML is not whole");
    }
  return good;
}

static gboolean
keepass_read (SpareImportFile          *file,
              const SpareImportContext *context,
              SpareImport              *import,
              GError                  **error)
{
  Reader self = {
    .import = import,
    .context = context,
    .groups = g_ptr_array_new_with_free_func (g_free),
    .fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) spare_wipe_text),
    .text = g_string_new (NULL),
  };
  gboolean good;

  import->plain = TRUE;
  good = parse (&self, spare_import_file_get_text (file), error);
  wipe_text (&self);
  g_string_free (self.text, TRUE);
  g_hash_table_unref (self.fields);
  g_ptr_array_unref (self.groups);
  g_free (self.tags);
  g_free (self.key);
  g_free (self.bin);
  return good;
}

const SpareFormat spare_format_keepass_xml = {
  .id = "keepass",
  .name = "KeePass",
  .recognize = keepass_recognize,
  .read = keepass_read,
};
