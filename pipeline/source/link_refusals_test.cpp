#include "pipeline/source/link.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

namespace pixferry {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

constexpr const char* kAcceptedForms = "/scl/fi/… or /s/…).";

#define ID "1AbCdEfGhIjKlMnOpQrStUvWxYz012345"

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
constexpr Refused kRefusedDrive[] = {
    {"", "is empty"},
    {" \t\r\n", "is empty"},
    {"hello", "host hello is neither"},
    {"hello you", "contains a space"},
    {ID, "is neither Google Drive nor Dropbox"},
    {"https://drive.google.com/drive/folders/" ID
     " or https://drive.google.com/open?id=1Another001",
     "several folders"},

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
    {"https://example.com/drive/folders/" ID,
     "host example.com is neither Google Drive nor Dropbox"},
    {"https://google.com/drive/folders/" ID, "is neither"},
    {"https://www.google.com/url?q=https://evil.tld/", "host evil.tld is neither"},
    {"https://www.google.com/url?q=http://127.0.0.1/", "says http; use https"},
    {"https://www.google.com/url?q=" HOST "/open&q=x", "says q= more than once"},
    {"https://www.google.com/url?x=" HOST "/drive/folders/" ID, "www.google.com is neither"},
    {"https://www.google.com/search?q=" HOST "/drive/folders/" ID, "www.google.com is neither"},
    {"https://evil.tld/url?q=" HOST "/drive/folders/" ID, "host evil.tld is neither"},
    {"https://www.google.com/url?q=https://www.google.com/url?q=https://www.google.com/url?q="
     "https://www.google.com/url?q=" HOST "/drive/folders/" ID,
     "wrapped in other links too many times"},
    {"https://drive-google.com/drive/folders/" ID, "is neither"},
    {"https://drive.google.com.evil.tld/drive/folders/" ID, "only looks like"},
    {"https://evil.drive.google.com/drive/folders/" ID, "only looks like"},
    {"https://xdrive.google.com/drive/folders/" ID, "only looks like"},
    {"https://drive.google.com@evil.tld/drive/folders/" ID, "user name"},
    {"https://drive.google.com:x@evil.tld/drive/folders/" ID, "user name"},
    {"https://user@drive.google.com/drive/folders/" ID, "user name"},
    {"drive.google.com@evil.tld/drive/folders/" ID, "user name"},
    {"https://evil.tld#@drive.google.com/drive/folders/" ID, "host evil.tld is neither"},
    {"https://evil.tld?@drive.google.com/drive/folders/" ID, "host evil.tld is neither"},
    {"https://evil.tld/drive.google.com/drive/folders/" ID, "host evil.tld is neither"},
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
    {"https://127.0.0.1/drive/folders/" ID, "is neither"},
    {"https://2130706433/drive/folders/" ID, "is neither"},
    {"https://0x7f.0.0.1/drive/folders/" ID, "is neither"},
    {"https://0177.0.0.1/", "is neither"},
    {"https://[::1]/drive/folders/" ID, "IP address"},
    {"[::1]/drive/folders/" ID, "IP address"},
    {"https://169.254.169.254/latest/meta-data", "is neither"},
    {"https://localhost/", "is neither"},
    {"https://drive.google.com;evil.tld/", "characters that no host name has"},
    {"https://drive.google.com|evil/", "ID is missing"},

    // Characters and encodings.
    {HOST "\\@evil.tld/drive/folders/" ID, "backslash"},
    {HOST "/drive\\folders\\" ID, "backslash"},
    {HOST "/drive/fol\nders/" ID, "not a shared folder"},
    {HOST "/drive/folders/" ID "\x7f", "control character"},
    {HOST "/drive/folders/" ID "%00", "hides a control character"},
    {HOST "/drive/folders/" ID "?x=%0d%0aHost:%20evil", "hides a control character"},
    {HOST "/drive/folders/" ID "%2f..%2f..", "hides a slash"},
    {HOST "/drive%2ffolders/" ID, "hides a slash"},
    {HOST "/drive/folders/%5c" ID, "hides a slash"},
    {HOST "/drive/folders/" ID "%", "broken percent-encoding"},
    {HOST "/drive/folders/" ID "%4", "broken percent-encoding"},
    {HOST "/drive/folders/" ID "?x=%zz", "broken percent-encoding"},
    {HOST "/drive/folders/" ID "%27", "ID has characters"},
    {HOST "/drive/folders/" ID "'x", "ID has characters"},
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

    // Single files and documents.
    {HOST "/file/d/", "ID is missing"},
    {HOST "/file/" ID, "ID is missing"},
    {HOST "/file/d/short/view", "too short"},
    {HOST "/uc?export=download", "ID is missing"},
    {HOST "/uc/more?id=" ID, "not a shared folder or file"},
    {"https://drive.usercontent.google.com/" ID, "not a shared folder or file"},
    {"https://drive.usercontent.google.com/download", "ID is missing"},
    {"https://lh3.googleusercontent.com/drive-storage/AJQWtBP=s190", "resized copy of a picture"},
    {"https://docs.google.com/document/d/" ID "/edit", "Google document"},
    {"https://docs.google.com/spreadsheets/u/0/d/" ID "/htmlview", "Google document"},
    {"https://docs.google.com/a/example.com/presentation/d/" ID "/edit", "Google document"},
    {"https://docs.google.com/forms/d/" ID "/viewform", "Google document"},
    {"https://docs.google.com/", "ID is missing"},

    // Others whose links are taken for Drive's.
    {"https://accounts.google.com/v3/signin/identifier?continue=" HOST "/drive/folders/" ID,
     "sign-in page"},
    {"https://photos.app.goo.gl/AbCdEf", "Google Photos"},
    {"https://photos.google.com/share/AbCdEf", "Google Photos"},
    {"https://bit.ly/AbCdEf", "short link"},
    {"https://www.dropbox.com.evil.tld/sh/abc", "only looks like"},
    {"https://notdropbox.com/sh/abc", "only looks like"},
};
INSTANTIATE_TEST_SUITE_P(Link, RefusedLink, testing::ValuesIn(kRefusedDrive));

#undef ID
#undef HOST

}  // namespace
}  // namespace pixferry
