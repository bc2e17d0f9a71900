#include "pipeline/source/dropbox/dropbox_argument.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <boost/json/parse.hpp>

#include "pipeline/platform/json.hpp"

namespace pixferry {
namespace {

TEST(DropboxArgument, EscapesEverythingFromDeleteOn) {
  EXPECT_EQ(dropbox_argument({{"path", "/caf\u00e9"}}), R"({"path":"/caf\u00e9"})");
  EXPECT_EQ(dropbox_argument({{"path", "/\x7f"}}), R"({"path":"/\u007f"})");
  EXPECT_EQ(dropbox_argument({{"path", "/\u2028\uffff"}}), R"({"path":"/\u2028\uffff"})");
}

TEST(DropboxArgument, WritesWhatLiesBeyondTheFirstPlaneAsTwoSurrogates) {
  EXPECT_EQ(dropbox_argument({{"path", "/\U00010000"}}), R"({"path":"/\ud800\udc00"})");
  EXPECT_EQ(dropbox_argument({{"path", "/\U0001f4f7"}}), R"({"path":"/\ud83d\udcf7"})");
  EXPECT_EQ(dropbox_argument({{"path", "/\U0010ffff"}}), R"({"path":"/\udbff\udfff"})");
}

TEST(DropboxArgument, LeavesNothingThatCouldEndAHeader) {
  const auto text = dropbox_argument({{"path", "/a\r\nX: y\tz\"\\"}});
  EXPECT_EQ(text, R"({"path":"/a\r\nX: y\tz\"\\"})");
}

TEST(DropboxArgument, IsTheSameTextForWhoeverReadsItWhateverTheName) {
  EXPECT_TRUE(rc::check([](const std::string& bytes) {
    const auto name = json::valid_utf8(bytes);
    const auto text = dropbox_argument({{"path", name}});
    RC_ASSERT(std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; }));
    RC_ASSERT(boost::json::parse(text).at("path").as_string() == boost::json::string_view{name});
  }));
}

}  // namespace
}  // namespace pixferry
