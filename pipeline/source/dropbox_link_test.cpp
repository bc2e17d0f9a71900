#include "pipeline/source/dropbox_link.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "testing/seeded_random.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;
using enum Link::Target;

#define WWW "https://www.dropbox.com"

struct AcceptedDropbox {
  const char* text;
  const char* id;
  const char* resource_key = "";
  Link::Target target = folder;
};

void PrintTo(const AcceptedDropbox& link, std::ostream* out) {
  *out << link.text;
}

class AcceptedDropboxLink : public testing::TestWithParam<AcceptedDropbox> {};

TEST_P(AcceptedDropboxLink, IsTakenApartAndPutTogetherAgain) {
  const auto link = parse_link(GetParam().text, Limits{});
  ASSERT_TRUE(link) << GetParam().text << ": " << link.error().message;
  EXPECT_EQ(link->source, SourceKind::dropbox);
  EXPECT_EQ(link->id, GetParam().id);
  EXPECT_EQ(link->resource_key, GetParam().resource_key);
  EXPECT_EQ(link->target, GetParam().target);
  EXPECT_EQ(link->public_url(), std::string{WWW "/"} + GetParam().id);

  const auto again = parse_link(dropbox_url(link->id, link->resource_key), Limits{});
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->id, link->id);
  EXPECT_EQ(again->resource_key, link->resource_key);
}

constexpr AcceptedDropbox kAccepted[] = {
    {WWW "/scl/fo/a1b2c3/AB-c_D?rlkey=xyz123&st=t0ken&dl=0", "scl/fo/a1b2c3/AB-c_D",
     "rlkey=xyz123&st=t0ken"},
    {WWW "/scl/fo/a1b2c3/AB-c_D?st=t0ken&dl=1&e=1&rlkey=xyz123", "scl/fo/a1b2c3/AB-c_D",
     "rlkey=xyz123&st=t0ken"},
    {WWW "/scl/fo/a1b2c3/h?rlkey=xyz123&dl=0", "scl/fo/a1b2c3/h", "rlkey=xyz123"},
    {WWW "/scl/fo/a1b2c3/h/?rlkey=xyz123&raw=1", "scl/fo/a1b2c3/h", "rlkey=xyz123"},
    {WWW "/scl/fo/a1b2c3/h/Trip%201/B%C3%A9a?rlkey=xyz", "scl/fo/a1b2c3/h/Trip%201/B%C3%A9a",
     "rlkey=xyz", unknown},
    {WWW "/scl/fi/a1b2c3/photo%20(1).jpg?rlkey=xyz&dl=0", "scl/fi/a1b2c3/photo%20%281%29.jpg",
     "rlkey=xyz", file},
    {WWW "/scl/fi/a1b2c3/photo-(1).jpg?rlkey=xyz&dl=0", "scl/fi/a1b2c3/photo-%281%29.jpg",
     "rlkey=xyz", file},
    {WWW "/scl/fi/a1b2c3/é☃.jpg?rlkey=xyz", "scl/fi/a1b2c3/%C3%A9%E2%98%83.jpg", "rlkey=xyz", file},
    {WWW "/sh/q1w2e3r4/AABB-cc_dd?dl=0", "sh/q1w2e3r4/AABB-cc_dd"},
    {WWW "/sh/q1w2e3r4/AABB-cc_dd", "sh/q1w2e3r4/AABB-cc_dd"},
    {WWW "/sh/q1w2e3r4/AABB-cc_dd/sub/dir?dl=0", "sh/q1w2e3r4/AABB-cc_dd/sub/dir", "", unknown},
    {WWW "/s/q1w2e3r4/IMG_1.jpg?dl=1", "s/q1w2e3r4/IMG_1.jpg", "", file},
    {"https://dropbox.com/s/q1w2e3r4/IMG_1.jpg", "s/q1w2e3r4/IMG_1.jpg", "", file},
    {"dropbox.com/sh/q1w2e3r4/AABB", "sh/q1w2e3r4/AABB"},
    {"HTTPS://WWW.DropBox.com/sh/q1w2e3r4/AABB", "sh/q1w2e3r4/AABB"},
    {"https://dl.dropboxusercontent.com/s/q1w2e3r4/IMG_1.jpg", "s/q1w2e3r4/IMG_1.jpg", "", file},
    {"https://dl.dropbox.com/scl/fi/a1b2c3/x.jpg?rlkey=xyz", "scl/fi/a1b2c3/x.jpg", "rlkey=xyz",
     file},
    {"<" WWW "/scl/fo/a1b2c3/h?rlkey=xyz&amp;dl=0|photos>", "scl/fo/a1b2c3/h", "rlkey=xyz"},
    {"https://www.google.com/url?q=https%3A%2F%2Fwww.dropbox.com%2Fsh%2Fq1w2%2FAABB%3Fdl%3D0&sa=D",
     "sh/q1w2/AABB"},
    {WWW "/s/q1w2e3r4/photo-(1)", "s/q1w2e3r4/photo-%281%29", "", file},
    {"[photo](" WWW "/s/q1w2e3r4/photo-(1)).", "s/q1w2e3r4/photo-%281%29", "", file},
    {"Here: " WWW "/sh/q1w2e3r4/AABB?dl=0.", "sh/q1w2e3r4/AABB"},
};
INSTANTIATE_TEST_SUITE_P(Dropbox, AcceptedDropboxLink, testing::ValuesIn(kAccepted));

struct RefusedDropbox {
  const char* text;
  const char* reason;
};

void PrintTo(const RefusedDropbox& link, std::ostream* out) {
  *out << link.text;
}

class RefusedDropboxLink : public testing::TestWithParam<RefusedDropbox> {};

TEST_P(RefusedDropboxLink, SaysWhy) {
  const auto link = parse_link(GetParam().text, Limits{});
  ASSERT_FALSE(link) << GetParam().text;
  EXPECT_EQ(link.error().code, ErrorCode::invalid_folder_url);
  EXPECT_THAT(link.error().message, HasSubstr(GetParam().reason)) << GetParam().text;
}

constexpr RefusedDropbox kRefused[] = {
    {WWW, "ID is missing"},
    {WWW "/sh", "ID is missing"},
    {WWW "/scl/fo/", "ID is missing"},
    {WWW "/scl/fo/a1b2c3?rlkey=x", "cut off"},
    {WWW "/sh/a1b2c3", "cut off"},
    {WWW "/s/a1b2c3?dl=0", "cut off"},
    {WWW "/scl/fo/a1b2c3/h", "lacks its rlkey"},
    {WWW "/scl/fo/a1b2c3/h?rlkey=&dl=0", "lacks its rlkey"},
    {WWW "/scl/fi/a1b2c3/x.jpg?dl=0", "lacks its rlkey"},
    {WWW "/scl/fo/a1b2c3/h?rlkey=x&rlkey=y", "rlkey= more than once"},
    {WWW "/scl/fo/a1b2c3/h?rlkey=a%26b", "rlkey has characters"},
    {WWW "/scl/fo/a1b2c3/h?rlkey=x&st=a%22b", "rlkey has characters"},
    {WWW "/scl/fo/a1%27b2/h?rlkey=x", "ID has characters"},
    {WWW "/sh/a1b2c3/k%22y", "key has characters"},
    {WWW "/s/a1b2c3/x.jpg/more", "goes on after the file's name"},
    {WWW "/sh/a1b2c3/AABB/..%2f..", "hides a slash"},
    {WWW "/sh/a1b2c3/AABB/../x", "dot for a part"},
    {WWW "/sh/a1b2c3/AABB/%0d%0ax", "hides a control character"},
    {WWW "/scl/xx/a1b2c3/h?rlkey=x", "not a shared folder"},
    {WWW "/t/AbCdEf", "Dropbox Transfer"},
    {WWW "/l/scl/AbCdEf", "short link"},
    {WWW "/home/Photos", "your own Dropbox"},
    {WWW "/work", "your own Dropbox"},
    {WWW "/request/AbCdEf", "request for files"},
    {WWW "/paper/doc/x", "Paper document"},
    {WWW "/login?cont=/sh/a/b", "sign-in page"},
    {WWW "/pricing", "not a shared folder"},
    {"https://paper.dropbox.com/doc/x", "Paper document"},
    {"https://db.tt/AbCdEf", "short link"},
    {"https://uc1234.dl.dropboxusercontent.com/cd/0/get/x/file", "gives out no shared links"},
    {"http://www.dropbox.com/sh/a1b2c3/AABB", "says http; use https"},
    {WWW ":443/sh/a1b2c3/AABB", "names a port"},
    {"https://x@www.dropbox.com/sh/a1b2c3/AABB", "user name"},
};
INSTANTIATE_TEST_SUITE_P(Dropbox, RefusedDropboxLink, testing::ValuesIn(kRefused));

// Whatever comes in, what comes out can stand in a JSON text, a header and a log line.
TEST(DropboxLink, NothingButUnreservedCharactersAndPercentsEverComesOut) {
  constexpr std::string_view kIdCharacters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%/";
  constexpr std::string_view kKeyCharacters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=&";
  constexpr const char* kPieces[] = {"/",    "?",    "&",   "rlkey=", "st=", "dl=0", "a",  "%22",
                                     "\"",   "\\",   "\n",  "%0a",    "#",   "..",   "é",  "\xff",
                                     "%2f",  "'",    "{",   "<",      ">",   ")",    "(",  "+",
                                     "%C3%", "%E2%", "%00", "x.jpg",  "://", "@",    "%20"};
  constexpr const char* kStarts[] = {WWW "/scl/fo/a1/h?rlkey=x", WWW "/sh/a1/AABB", WWW "/s/a1/",
                                     WWW "/scl/fi/a1/x?rlkey=y"};
  SeededRandom random{3};
  int accepted = 0;
  for (int round = 0; round < 50'000; ++round) {
    std::string text = kStarts[random.bits() % std::size(kStarts)];
    for (std::size_t count = random.bits() % 6; count > 0; --count) {
      text += kPieces[random.bits() % std::size(kPieces)];
    }
    const auto link = parse_link(text, Limits{});
    if (!link) continue;
    ++accepted;
    EXPECT_EQ(link->id.find_first_not_of(kIdCharacters), std::string::npos) << text;
    EXPECT_EQ(link->resource_key.find_first_not_of(kKeyCharacters), std::string::npos) << text;
  }
  EXPECT_GT(accepted, 1000);
}

#undef WWW

}  // namespace
}  // namespace pixferry
