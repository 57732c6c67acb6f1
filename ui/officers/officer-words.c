/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked for before something is done about an officer. */

#include "ui/officers/officer-words.h"

#include <glib/gi18n-lib.h>

static const LtOfficerWords forms[] = {
  [LT_OFFICER_ENROL] = { N_ ("Enter an officer"),
                         N_ ("He is entered in the county file, and an invitation is made with "
                             "which his machine "
                             "joins. Sync afterwards, so that the hub knows it."),
                         N_ ("_Enter"),
                         N_ ("Roles"),
                         {
                             { "enrol-card", LT_BEGIN_TEXT, N_ ("Card number"),
                               N_ ("Of the enforcement card."), NULL, NULL, FALSE },
                             { "enrol-name", LT_BEGIN_TEXT, N_ ("Name of the officer"),
                               N_ ("As it stands on the card."), NULL, NULL, FALSE },
                             { "enrol-from", LT_BEGIN_TEXT, N_ ("Card valid from"),
                               N_ ("As 2026-01-31. May stay empty."), NULL, NULL, TRUE },
                             { "enrol-to", LT_BEGIN_TEXT, N_ ("Card valid to"),
                               N_ ("Outside of its period nothing is enforced with the card."),
                               NULL, NULL, TRUE },
                             { "enrol-file", LT_BEGIN_PLACE, N_ ("Invitation"),
                               N_ ("The file for the officer, best on a stick. Hand it over in "
                                   "person: who has it "
                                   "can join as him."),
                               N_ ("Invitations"), "*", FALSE },
                         } },
  [LT_OFFICER_INVITE] = { N_ ("Another invitation"),
                          N_ ("For a second machine, or after a key was lost or revoked. It can be "
                              "used once."),
                          N_ ("_Make the invitation"),
                          NULL,
                          {
                              { "invite-file", LT_BEGIN_PLACE, N_ ("Invitation"),
                                N_ ("The file for the officer, best on a stick. Hand it over in "
                                    "person: who has it "
                                    "can join as him."),
                                N_ ("Invitations"), "*", FALSE },
                          } },
  [LT_OFFICER_GIVE] = { N_ ("Give a role"),
                        N_ ("Without days and document it holds until somebody takes it."),
                        N_ ("_Give the role"),
                        N_ ("Role"),
                        {
                            { "give-from", LT_BEGIN_TEXT, N_ ("From"),
                              N_ ("First day, as 2026-01-31. May stay empty."), NULL, NULL, TRUE },
                            { "give-to", LT_BEGIN_TEXT, N_ ("To"), N_ ("Last day. May stay empty."),
                              NULL, NULL, TRUE },
                            { "give-document", LT_BEGIN_TEXT, N_ ("Document"),
                              N_ ("Number of the paper that gives the role. May stay empty."), NULL,
                              NULL, TRUE },
                        } },
  [LT_OFFICER_PASSPHRASE] = { N_ ("Change your passphrase"),
                              N_ ("It seals your key on this machine only; on your other machines "
                                  "change it there."),
                              N_ ("C_hange it"),
                              NULL,
                              {
                                  { "passphrase-old", LT_BEGIN_SECRET, N_ ("Passphrase until now"),
                                    N_ ("The one with which you signed in."), NULL, NULL, FALSE },
                                  { "passphrase-new", LT_BEGIN_SECRET, N_ ("New passphrase"),
                                    N_ ("At least 8 characters. Nobody can look it up or reset "
                                        "it."),
                                    NULL, NULL, FALSE },
                                  { "passphrase-again", LT_BEGIN_SECRET, N_ ("Passphrase again"),
                                    N_ ("The same once more, so that a slip of the finger locks "
                                        "nobody out."),
                                    NULL, NULL, FALSE },
                              } },
};

const LtOfficerWords *
lt_officer_words_get (LtOfficerAct act)
{
  return &forms[act];
}
