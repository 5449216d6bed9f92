/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-bytes.h"
#include "spare-import-file.h"
#include "spare-import.h"
#include "spare-json.h"
#include "spare-otpauth.h"

G_BEGIN_DECLS

/* For the importers, one in each file. Each has a row in spare-formats.c, and
 * is told from all others by the content of the file alone. */

/**
 * SpareFormat:
 * @id: lower case ASCII and dashes
 * @name: the program's name as people know it; marked for translation only
 *   where it is no name
 * @recognize: is this file one of this format? Must not need the password
 * @read: adds entries to @import. Where the file is encrypted and
 *   @context has no password: SPARE_FORMAT_ERROR_PASSWORD_NEEDED
 * @advice: (nullable): see spare_format_get_advice()
 */
struct _SpareFormat
{
  const char *id;
  const char *name;
  gboolean  (*recognize) (SpareImportFile *file);
  gboolean  (*read)      (SpareImportFile          *file,
                          const SpareImportContext *context,
                          SpareImport              *import,
                          GError                  **error);
  const char *advice;
};

extern const SpareFormat spare_format_uri_list;
extern const SpareFormat spare_format_sparekey;
extern const SpareFormat spare_format_freeotp_plus;
extern const SpareFormat spare_format_freeotp;
extern const SpareFormat spare_format_steam;
extern const SpareFormat spare_format_duo;
extern const SpareFormat spare_format_totp_authenticator;
extern const SpareFormat spare_format_authenticator_plus;
extern const SpareFormat spare_format_winauth;
/* Known, but not opened. */
extern const SpareFormat spare_format_keepass;
extern const SpareFormat spare_format_sqlite;
extern const SpareFormat spare_format_otpclient;
extern const SpareFormat spare_format_openpgp;
extern const SpareFormat spare_format_authy;
extern const SpareFormat spare_format_winauth_settings;
extern const SpareFormat spare_format_ente;
extern const SpareFormat spare_format_2fas;
extern const SpareFormat spare_format_andotp;
extern const SpareFormat spare_format_aegis;
extern const SpareFormat spare_format_google;
extern const SpareFormat spare_format_bitwarden;
extern const SpareFormat spare_format_csv;
extern const SpareFormat spare_format_keepass_xml;
extern const SpareFormat spare_format_keepassxc;
extern const SpareFormat spare_format_lastpass;
extern const SpareFormat spare_format_onepassword;
extern const SpareFormat spare_format_proton;
extern const SpareFormat spare_format_raivo;
extern const SpareFormat spare_format_stratum;

/* An account with its id and date of creation; everything else is to be set. */
SpareAccount *spare_import_new_account (const SpareImportContext *context) G_GNUC_WARN_UNUSED_RESULT;

/* Adds @account (transfer full) after spare_account_check(); what is wrong with
 * it becomes the entry's problem. A missing PIN is a note, not a problem. The
 * returned entry may be added to.
 * @label: (nullable): "service (name)" of the account where NULL */
SpareImportEntry *spare_import_add (SpareImport  *self,
                                    SpareAccount *account,
                                    const char   *label);
/* Adds an entry that cannot be used; @problem is taken. */
SpareImportEntry *spare_import_add_problem (SpareImport *self,
                                            const char  *label,
                                            GError      *problem);
/* spare_import_add(), or an entry with @problem (nullable, taken) that is named
 * as @account (taken) is. */
SpareImportEntry *spare_import_add_read    (SpareImport  *self,
                                            SpareAccount *account,
                                            GError       *problem);
/* The same with an error of SPARE_FORMAT_ERROR_ENTRY. */
void              spare_import_add_bad     (SpareImport *self,
                                            const char  *label,
                                            const char  *message);

/* Reads an otpauth, motp or steam URI, and adds it or its problem. @label:
 * (nullable): shown where the URI has no name that can be read. NULL only where
 * the bound on entries is reached. */
SpareImportEntry *spare_import_add_uri (SpareImport              *self,
                                        const SpareImportContext *context,
                                        const char               *uri,
                                        gssize                    length,
                                        const char               *label);

/* What the field of a password manager can hold (spare_import_read_value()).
 * @service and @name fill what is missing. */
SpareImportEntry *spare_import_add_field (SpareImport              *self,
                                          const SpareImportContext *context,
                                          const char               *value,
                                          const char               *service,
                                          const char               *name);

/**
 * SpareImportLogin:
 * @value: what spare_import_read_value() reads
 * @title: of the login; becomes the service where the value names none
 * @name: the user name
 * @url: names the service where there is no title either
 * @folder: becomes a tag as a whole
 * @tags: (nullable): more of them
 * @notes: SpareImportNote
 * @kind: "totp", "hotp" or "steam"; this and the next are of a bare secret, and
 *   "" is as good as NULL
 * @algorithm: its hash
 * @digits: a number
 * @period: seconds
 * @counter: of HOTP, which it is where there is neither @kind nor @period
 * @mend: (nullable): corrects what the value said, before the rest is filled in
 *
 * One login of a password manager. Texts are nullable.
 */
typedef struct _SpareImportLogin SpareImportLogin;

struct _SpareImportLogin
{
  const char        *value;
  const char        *title;
  const char        *name;
  const char        *url;
  const char        *note;
  const char        *folder;
  const char *const *tags;
  gboolean           favorite;
  guint              notes;
  const char        *kind;
  const char        *algorithm;
  const char        *digits;
  const char        *period;
  const char        *counter;
  void             (*mend) (SpareAccount           *account,
                            const SpareImportLogin *login);
};

SpareImportEntry *spare_import_add_login (SpareImport              *self,
                                          const SpareImportContext *context,
                                          const SpareImportLogin   *login);
/* The same for a value that was read elsewhere. @account: (transfer full)
 * (nullable): NULL where @problem (transfer full) says why. */
SpareImportEntry *spare_import_add_login_account (SpareImport            *self,
                                                  const SpareImportLogin *login,
                                                  SpareAccount           *account,
                                                  GError                 *problem);

/* A URI, KeeOtp's "key=…&size=6&step=30", or a bare Base32 secret for 30 s, 6
 * digits, SHA-1. */
SpareAccount *spare_import_read_value    (const SpareImportContext *context,
                                          const char               *value,
                                          GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      spare_import_is_uri        (const char *value);

/* For spare_import_set_params(): 0 where it is missing or "", SPARE_IMPORT_ZERO
 * where the number is 0, and what no account takes where it is none above. */
#define SPARE_IMPORT_ZERO (-1)
#define SPARE_IMPORT_NONE (-2)
gint64        spare_import_parse_count   (const char *text);

/* Sets a secret written in "base32", "hex", "base64" or "utf8". */
gboolean      spare_import_set_encoded   (SpareAccount *account,
                                          const char   *text,
                                          const char   *encoding,
                                          GError      **error);

/* Unpacks a member of the file's archive, with the password where it has one;
 * where it has none the import is `plain`. @max: bytes; text without pictures
 * takes no more than SPARE_IMPORT_MEMBER_MAX */
#define SPARE_IMPORT_MEMBER_MAX (64 * 1024 * 1024)
GBytes       *spare_import_read_member   (SpareImportFile          *file,
                                          const char               *name,
                                          gsize                     max,
                                          const SpareImportContext *context,
                                          SpareImport              *import,
                                          GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/* The JSON of something that was decrypted or unpacked, to be freed with
 * spare_json_free(); SPARE_FORMAT_ERROR_DAMAGED where it is none. */
JsonNode     *spare_import_parse_inner   (GBytes  *bytes,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Both: the JSON in a member of the file's archive; for spare_json_free(). */
JsonNode     *spare_import_read_json_member (SpareImportFile          *file,
                                             const char               *member,
                                             const SpareImportContext *context,
                                             SpareImport              *import,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/* "30;6" (seconds; digits) or "30;S" (Steam), as KeePassXC and KeeTrayTOTP write
 * it beside the secret. */
gboolean      spare_keepass_parse_settings (const char   *text,
                                            SpareOtpKind *kind,
                                            gint64       *digits,
                                            gint64       *period);
/* A SpareImportLogin.mend: takes back the names that KeePassXC gives to what has
 * none. */
void          spare_keepass_mend         (SpareAccount           *account,
                                          const SpareImportLogin *login);

/* Logins in a CSV file, whatever their columns are called. */
gboolean      spare_import_has_logins    (GPtrArray *rows);
gboolean      spare_import_read_logins   (GPtrArray                *rows,
                                          const SpareImportContext *context,
                                          SpareImport              *import,
                                          GError                  **error);

/* "SHA1", "sha-256", "HmacSHA512", "HMAC-SHA-1", "Algorithm.sha1"; NULL and ""
 * are SHA-1. Anything else is SPARE_CORE_ERROR_ALGORITHM. */
gboolean      spare_import_parse_algorithm (const char        *text,
                                            SpareOtpAlgorithm *algorithm,
                                            GError           **error);

/* The kind that a program calls "totp", "hotp", "steam", "motp" or "yandex", case
 * ignored, where @kinds (SPARE_IMPORT_KIND() of each, joined) has it; else
 * SPARE_CORE_ERROR_TYPE. */
#define SPARE_IMPORT_KIND(kind) (1u << (kind))
gboolean      spare_import_parse_kind (const char   *text,
                                       guint         kinds,
                                       SpareOtpKind *kind,
                                       GError      **error);

/* Sets Base32 text as the secret. */
gboolean      spare_import_set_base32  (SpareAccount *account,
                                        const char   *text,
                                        GError      **error);

/* Adds a tag where it is not empty and not there yet. What comes behind the
 * bounds is left out; no person has so many. */
#define SPARE_IMPORT_TAGS_MAX 256
void          spare_import_add_tag     (SpareAccount *account,
                                        const char   *tag);

/* Sets kind, and digits and period where they are given (0: not given). Kinds
 * that leave no choice keep theirs; beside their values they take those of TOTP
 * and SPARE_IMPORT_ZERO. A value out of range is an error. */
gboolean      spare_import_set_params  (SpareAccount     *account,
                                        SpareOtpKind      kind,
                                        SpareOtpAlgorithm algorithm,
                                        gint64            digits,
                                        gint64            period,
                                        GError          **error);

/* Members of an entry. Missing or null leaves the value as it is; a value of
 * another type is SPARE_FORMAT_ERROR_ENTRY. Texts are borrowed. A count (digits,
 * seconds) that is there becomes what spare_import_parse_count() makes of it. */
gboolean      spare_import_json_text   (JsonObject  *object,
                                        const char  *name,
                                        const char **value,
                                        GError     **error);
gboolean      spare_import_json_number (JsonObject  *object,
                                        const char  *name,
                                        gint64      *value,
                                        GError     **error);
gboolean      spare_import_json_count  (JsonObject  *object,
                                        const char  *name,
                                        gint64      *value,
                                        GError     **error);
/* Missing is SHA-1; anything unknown an error. */
gboolean      spare_import_json_algorithm (JsonObject        *object,
                                           const char        *name,
                                           SpareOtpAlgorithm *value,
                                           GError           **error);
/* The same of a kind that may have but one: Mobile-OTP can say MD5. */
gboolean      spare_import_json_algorithm_of (JsonObject        *object,
                                              const char        *name,
                                              SpareOtpKind       kind,
                                              SpareOtpAlgorithm *value,
                                              GError           **error);
/* The counter of HOTP, 0 where it is missing. */
gboolean      spare_import_json_counter (JsonObject   *object,
                                         const char   *name,
                                         SpareAccount *account,
                                         GError      **error);

/* Groups and their likes: the members "name" of objects by their @id. Borrowed;
 * @array is nullable. */
GHashTable   *spare_import_json_names  (JsonArray  *array,
                                        const char *id) G_GNUC_WARN_UNUSED_RESULT;

/* Lines of a text: takes the next one that is not blank, stripped; FALSE at the
 * end. */
gboolean      spare_import_next_line   (const char **at,
                                        const char **line,
                                        gsize       *length);
/* Looks for a link inside a line, behind a bullet or in quotes, and up to the
 * next blank: moves @line to it, @length becomes its own. */
gboolean      spare_import_find_link   (const char **line,
                                        gsize       *length);

/* Google's transfer links, in any order and repeated, also between others: all
 * of them first, then what they hold, part by part. */
typedef struct _SpareGoogleParts SpareGoogleParts;

SpareGoogleParts *spare_google_parts_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void              spare_google_parts_free (SpareGoogleParts *self);
gboolean          spare_google_is_link    (const char *line,
                                           gsize       length);
void              spare_google_parts_take (SpareGoogleParts *self,
                                           const char       *line,
                                           gsize             length);
/* Fills `parts` and `parts_read` of @import, too. */
gboolean          spare_google_parts_add  (SpareGoogleParts         *self,
                                           const SpareImportContext *context,
                                           SpareImport              *import,
                                           GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareGoogleParts, spare_google_parts_free)

/* The password, or SPARE_FORMAT_ERROR_PASSWORD_NEEDED. Borrowed. */
SpareSecret  *spare_import_need_password (const SpareImportContext *context,
                                          GError                  **error);

/* Makes an error of SPARE_CRYPTO_ERROR one of SPARE_FORMAT_ERROR; others stay.
 * Returns FALSE, for `return spare_import_explain (error);` */
gboolean      spare_import_explain     (GError **error);

/* Cancelled? Sets the error. To be asked once an entry. */
gboolean      spare_import_stopped     (const SpareImportContext *context,
                                        GError                  **error);

G_END_DECLS
