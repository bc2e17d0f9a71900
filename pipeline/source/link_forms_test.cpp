#include "pipeline/source/link.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

namespace pixferry {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using enum Link::Target;

constexpr const char* kId = "1AbCdEfGhIjKlMnOpQrStUvWxYz012345";
constexpr const char* kAcceptedForms = "or https://drive.google.com/open?id=ID.";

struct Accepted {
  const char* text;
  Link::Target target = folder;
  const char* resource_key = "";
};

void PrintTo(const Accepted& link, std::ostream* out) {
  *out << link.text;
}

class AcceptedLink : public testing::TestWithParam<Accepted> {};

TEST_P(AcceptedLink, IsTakenApart) {
  const auto link = parse_link(GetParam().text, Limits{});
  ASSERT_TRUE(link) << GetParam().text << ": " << link.error().message;
  EXPECT_EQ(link->source, SourceKind::google_drive);
  EXPECT_EQ(link->id, kId) << GetParam().text;
  EXPECT_EQ(link->target, GetParam().target) << GetParam().text;
  EXPECT_EQ(link->resource_key, GetParam().resource_key) << GetParam().text;
}

#define ID "1AbCdEfGhIjKlMnOpQrStUvWxYz012345"
#define KEY "0-AbCdEfGhIjKlMnOpQrStUv"
constexpr Accepted kAccepted[] = {
    {"https://drive.google.com/drive/folders/" ID},
    {"https://drive.google.com/drive/folders/" ID "/"},
    {"https://drive.google.com/drive/folders/" ID "?usp=sharing"},
    {"https://drive.google.com/drive/folders/" ID "?usp=drive_link"},
    {"https://drive.google.com/drive/folders/" ID "?usp=share_link"},
    {"https://drive.google.com/drive/folders/" ID "?"},
    {"https://drive.google.com/drive/folders/" ID "?&&=x&a"},
    {"https://drive.google.com/drive/folders/" ID "#grid"},
    {"https://drive.google.com/drive/folders/" ID "?resourcekey=" KEY, folder, KEY},
    {"https://drive.google.com/drive/folders/" ID "?resourcekey=" KEY "&usp=sharing", folder, KEY},
    {"https://drive.google.com/drive/folders/" ID "?usp=sharing&resourcekey=" KEY, folder, KEY},
    {"https://drive.google.com/drive/folders/" ID "?resourceKey=" KEY, folder, KEY},
    {"https://drive.google.com/drive/folders/" ID "?resourcekey="},
    {"https://drive.google.com/drive/u/0/folders/" ID},
    {"https://drive.google.com/drive/u/12/folders/" ID "?usp=sharing"},
    {"https://drive.google.com/drive/mobile/folders/" ID},
    {"https://drive.google.com/drive/mobile/folders/" ID "?usp=sharing"},
    {"https://drive.google.com/drive/mobile/folders/" ID "/more/of/it"},
    {"https://drive.google.com/drive/mobile/u/1/folders/" ID},
    {"https://drive.google.com/a/example.com/drive/folders/" ID},
    {"https://drive.google.com/open?id=" ID, unknown},
    {"https://drive.google.com/open?usp=drive_fs&id=" ID, unknown},
    {"https://drive.google.com/open?id=" ID "&resourcekey=" KEY, unknown, KEY},
    {"https://drive.google.com/u/0/open?id=" ID, unknown},
    {"https://drive.google.com/a/example.com/open?id=" ID, unknown},
    {"https://drive.google.com/folderview?id=" ID},
    {"https://drive.google.com/folderview?id=" ID "&usp=sharing&tid=1234567890"},
    {"https://drive.google.com/folderview?usp=sharing&id=" ID},
    {"https://drive.google.com/embeddedfolderview?id=" ID "#list"},
    {"https://drive.google.com/embeddedfolderview?id=" ID "&resourcekey=" KEY "#grid", folder, KEY},
    {"HTTPS://Drive.Google.COM/drive/folders/" ID},
    {"drive.google.com/drive/folders/" ID},
    {"drive.google.com/open?id=" ID, unknown},
    {"  https://drive.google.com/drive/folders/" ID "\r\n"},
    {"\t https://drive.google.com/drive/folders/" ID "\v\f "},
    {"https://drive.google.com/%64rive/folders/%31AbCdEfGhIjKlMnOpQrStUvWxYz012345"},
    {"https://drive.google.com/open?%69d=" ID, unknown},
    {"https://drive.google.com/drive/folders/" ID "?q=%C3%A9&r=é"},
};
INSTANTIATE_TEST_SUITE_P(Link, AcceptedLink, testing::ValuesIn(kAccepted));

struct Refused {
  const char* text;
  const char* reason;
};

void PrintTo(const Refused& link, std::ostream* out) {
  *out << link.text;
}

class RefusedLink : public testing::TestWithParam<Refused> {};

TEST_P(RefusedLink, SaysWhyAndWhatIsAccepted) {
  const auto link = parse_link(GetParam().text, Limits{});
  ASSERT_FALSE(link) << GetParam().text;
  EXPECT_EQ(link.error().code, ErrorCode::invalid_folder_url);
  EXPECT_THAT(link.error().message, HasSubstr(GetParam().reason)) << GetParam().text;
  EXPECT_THAT(link.error().message, EndsWith(kAcceptedForms));
}

#define HOST "https://drive.google.com"
constexpr Refused kRefused[] = {
    {"", "is empty"},
    {" \t\r\n", "is empty"},
    {"hello", "host hello is not Google Drive"},
    {ID, "is not Google Drive"},

    // Other schemes.
    {"http://drive.google.com/drive/folders/" ID, "says http; use https"},
    {"HTTP://drive.google.com/drive/folders/" ID, "says http; use https"},
    {"ftp://drive.google.com/drive/folders/" ID, "not a web address"},
    {"file:///etc/passwd", "not a web address"},
    {"javascript:alert(1)", "not a web address"},
    {"data:text/html,x", "not a web address"},
    {"gopher://127.0.0.1:6379/_x", "not a web address"},
    {"https:/drive.google.com/drive/folders/" ID, "not followed by two slashes"},
    {"https:drive.google.com/drive/folders/" ID, "not followed by two slashes"},
    {"//drive.google.com/drive/folders/" ID, "does not start with https://"},
    {"https://", "names no host"},
    {"https:///drive/folders/" ID, "names no host"},
    {"://drive.google.com/drive/folders/" ID, "not a web address"},

    // Other hosts, and hosts that want to be taken for Drive.
    {"https://example.com/drive/folders/" ID, "host example.com is not Google Drive"},
    {"https://google.com/drive/folders/" ID, "is not Google Drive"},
    {"https://www.google.com/url?q=" HOST "/drive/folders/" ID, "is not Google Drive"},
    {"https://drive-google.com/drive/folders/" ID, "is not Google Drive"},
    {"https://drive.google.com.evil.tld/drive/folders/" ID, "only looks like"},
    {"https://evil.drive.google.com/drive/folders/" ID, "only looks like"},
    {"https://xdrive.google.com/drive/folders/" ID, "only looks like"},
    {"https://drive.google.com@evil.tld/drive/folders/" ID, "user name"},
    {"https://drive.google.com:x@evil.tld/drive/folders/" ID, "user name"},
    {"https://user@drive.google.com/drive/folders/" ID, "user name"},
    {"drive.google.com@evil.tld/drive/folders/" ID, "user name"},
    {"https://evil.tld#@drive.google.com/drive/folders/" ID, "host evil.tld is not"},
    {"https://evil.tld?@drive.google.com/drive/folders/" ID, "host evil.tld is not"},
    {"https://evil.tld/drive.google.com/drive/folders/" ID, "host evil.tld is not"},
    {"https://drive.google.com:443/drive/folders/" ID, "names a port"},
    {"https://drive.google.com:/drive/folders/" ID, "names a port"},
    {"drive.google.com:8080/drive/folders/" ID, "names a port"},
    {"https://drive.google.com./drive/folders/" ID, "ends in a dot"},
    {"https://drive%2egoogle.com/drive/folders/" ID, "host name is percent-encoded"},
    {"https://drive.google.com%2f@evil.tld/", "user name"},
    {"https://drive.google.com%00.evil.tld/", "host name is percent-encoded"},
    {"https://drive.g\xD0\xBE\xD0\xBEgle.com/drive/folders/" ID, "from outside ASCII"},
    {"https://drive.google\xE3\x80\x82"
     "com/drive/folders/" ID,
     "from outside ASCII"},
    {"https://xn--drive-google-com/drive/folders/" ID, "(xn--)"},
    {"https://drive.xn--ggle-0nda.com/drive/folders/" ID, "(xn--)"},
    {"https://127.0.0.1/drive/folders/" ID, "is not Google Drive"},
    {"https://2130706433/drive/folders/" ID, "is not Google Drive"},
    {"https://0x7f.0.0.1/drive/folders/" ID, "is not Google Drive"},
    {"https://0177.0.0.1/", "is not Google Drive"},
    {"https://[::1]/drive/folders/" ID, "IP address"},
    {"[::1]/drive/folders/" ID, "IP address"},
    {"https://169.254.169.254/latest/meta-data", "is not Google Drive"},
    {"https://localhost/", "is not Google Drive"},
    {"https://drive.google.com;evil.tld/", "characters that no host name has"},
    {"<https://drive.google.com/drive/folders/" ID ">", "not a web address"},
    {"https://drive.google.com|evil/", "characters that no host name has"},

    // Characters and encodings.
    {HOST "\\@evil.tld/drive/folders/" ID, "backslash"},
    {HOST "/drive\\folders\\" ID, "backslash"},
    {HOST "/drive/fol\nders/" ID, "control character"},
    {HOST "/drive/folders/" ID "?a=\tb", "control character"},
    {HOST "/drive/folders/" ID "\x7f", "control character"},
    {HOST "/drive/folders/" ID " and more", "contains a space"},
    {HOST "/drive/folders/" ID "%00", "hides a control character"},
    {HOST "/drive/folders/" ID "?x=%0d%0aHost:%20evil", "hides a control character"},
    {HOST "/drive/folders/" ID "%2f..%2f..", "hides a slash"},
    {HOST "/drive%2ffolders/" ID, "hides a slash"},
    {HOST "/drive/folders/%5c" ID, "hides a slash"},
    {HOST "/drive/folders/" ID "%", "broken percent-encoding"},
    {HOST "/drive/folders/" ID "%4", "broken percent-encoding"},
    {HOST "/drive/folders/" ID "?x=%zz", "broken percent-encoding"},
    {HOST "/drive/folders/" ID "%27", "ID has characters"},
    {HOST "/drive/folders/" ID "'", "ID has characters"},
    {HOST "/drive/folders/" ID "%2527", "ID has characters"},
    {HOST "/drive/folders/" ID "%C3%A9", "ID has characters"},
    {HOST "/open?id=" ID "+or+1", "ID has characters"},
    {HOST "//drive/folders/" ID, "two slashes"},
    {HOST "/drive/folders//" ID, "two slashes"},
    {HOST "/drive/../drive/folders/" ID, "dot for a part"},
    {HOST "/drive/%2e%2e/folders/" ID, "dot for a part"},

    // Pages of Drive that are no shared folder.
    {HOST, "ID is missing"},
    {HOST "/", "ID is missing"},
    {HOST "/drive/folders", "ID is missing"},
    {HOST "/drive/folders/", "ID is missing"},
    {HOST "/drive/u/0/folders/?usp=sharing", "ID is missing"},
    {HOST "/open", "ID is missing"},
    {HOST "/open?id=", "ID is missing"},
    {HOST "/folderview?usp=sharing", "ID is missing"},
    {HOST "/open#id=" ID, "ID is missing"},
    {HOST "/drive/folders/short", "too short"},
    {HOST "/drive", "your own Drive"},
    {HOST "/drive/my-drive", "your own Drive"},
    {HOST "/drive/u/0/my-drive", "your own Drive"},
    {HOST "/drive/shared-drives", "your own Drive"},
    {HOST "/drive/shared-with-me", "your own Drive"},
    {HOST "/drive/trash", "your own Drive"},
    {HOST "/drive/settings", "not a shared folder"},
    {HOST "/drive/Folders/" ID, "not a shared folder"},
    {HOST "/drive/u/x/folders/" ID, "not a shared folder"},
    {HOST "/open/more?id=" ID, "not a shared folder"},
    {HOST "/drive/folders/" ID "/" ID, "goes on after"},
    {HOST "/open?id=" ID "&id=" ID, "says id= more than once"},
    {HOST "/open?id=" ID "&ID=another0000", "says id= more than once"},
    {HOST "/drive/folders/" ID "?resourcekey=a&resourcekey=b", "resourcekey= more than once"},
    {HOST "/drive/folders/" ID "?resourcekey=a/b,c/d", "resourcekey has characters"},

    // Single files, documents, Dropbox.
    {HOST "/file/d/" ID "/view?usp=sharing", "link to a single file; open the folder"},
    {HOST "/file/u/0/d/" ID "/view", "link to a single file"},
    {HOST "/uc?id=" ID "&export=download", "link to a single file"},
    {HOST "/a/example.com/uc?id=" ID, "link to a single file"},
    {HOST "/thumbnail?id=" ID "&sz=w1600", "link to a single file"},
    {"https://drive.usercontent.google.com/download?id=" ID, "link to a single file"},
    {"https://lh3.googleusercontent.com/d/" ID "=w800", "link to a single file"},
    {"https://docs.google.com/document/d/" ID "/edit", "Google document"},
    {"https://docs.google.com/spreadsheets/u/0/d/" ID "/htmlview", "Google document"},
    {"https://www.dropbox.com/scl/fo/abc/def?rlkey=x&dl=0", "Dropbox links are not supported yet"},
    {"https://dropbox.com/sh/abc/def", "Dropbox links are not supported yet"},
    {"https://dl.dropboxusercontent.com/s/abc/x.jpg", "Dropbox links are not supported yet"},
    {"https://www.dropbox.com.evil.tld/sh/abc", "only looks like"},
    {"https://notdropbox.com/sh/abc", "only looks like"},
};
INSTANTIATE_TEST_SUITE_P(Link, RefusedLink, testing::ValuesIn(kRefused));

}  // namespace
}  // namespace pixferry
