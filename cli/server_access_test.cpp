#include "cli/server_access.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "testing/temporary_directory.hpp"

namespace pixferry {
namespace {

TEST(ServerAccess, IsNothingWhereNoServerIsNamed) {
  const auto access = server_access({}, {{"PIXFERRY_API_KEY", "k"}});
  ASSERT_TRUE(access);
  EXPECT_FALSE(*access);
}

TEST(ServerAccess, ComesFromTheEnvironmentAndBeforeThatFromFlags) {
  const Environment environment{{"PIXFERRY_SERVER", "https://photos.lan/"},
                                {"PIXFERRY_API_KEY", "of the environment"}};
  const auto access = server_access({}, environment);
  ASSERT_TRUE(access && *access);
  EXPECT_EQ((*access)->url, "https://photos.lan");
  EXPECT_EQ((*access)->api_key.reveal(), "of the environment");
  const auto named =
      server_access({.server = "http://127.0.0.1:8000", .api_key = "of the flag"}, environment);
  ASSERT_TRUE(named && *named);
  EXPECT_EQ((*named)->url, "http://127.0.0.1:8000");
  EXPECT_EQ((*named)->api_key.reveal(), "of the flag");
}

TEST(ServerAccess, TakesItsKeyFromTheFirstLineOfAFile) {
  const TemporaryDirectory folder;
  std::ofstream{folder / "key"} << "secret\r\nmore\n";
  const auto access = server_access({.server = "http://a"},
                                    {{"PIXFERRY_API_KEY_FILE", std::string{folder / "key"}}});
  ASSERT_TRUE(access && *access);
  EXPECT_EQ((*access)->api_key.reveal(), "secret");
  EXPECT_FALSE(server_access({.server = "http://a"},
                             {{"PIXFERRY_API_KEY_FILE", std::string{folder / "none"}}}));
}

TEST(ServerAccess, RefusesWhatIsNoUrlOfAServer) {
  for (const auto* url : {"photos.lan", "ftp://a", "http://", "http://me:word@a", "http://a?b=c",
                          "http://a#b", "http://a b"}) {
    const auto access = server_access({.server = url}, {});
    ASSERT_FALSE(access) << url;
    EXPECT_EQ(access.error().code, ErrorCode::invalid_configuration);
  }
}

}  // namespace
}  // namespace pixferry
