/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Names of hosts, taken from what an account or a file says: a host
 * ("www.example.co.uk") or an address of the web ("https://example.com:443/x").
 * Upper and lower case, a port and a dot at the end do not matter.
 */

/* (transfer full) (nullable): the host in lower case and in ASCII
 * ("xn--85x722f.com.cn"); NULL where it is none: a number (IP address), a single
 * word, a mail address, an address of another kind. */
char *spare_domain_host (const char *host_or_url) G_GNUC_WARN_UNUSED_RESULT; /* @host_or_url: (nullable) */

/* (transfer full) (nullable): what somebody has registered, by the public suffix
 * list: "example.co.uk" of "www.example.co.uk". NULL also for a bare public
 * suffix: "co.uk". */
char *spare_domain_registrable (const char *host_or_url) G_GNUC_WARN_UNUSED_RESULT; /* @host_or_url: (nullable) */

/* Have both the same registrable domain? FALSE where one has none. */
gboolean spare_domain_is_same (const char *a,
                               const char *b);

G_END_DECLS
