#include "pipeline/object_store/supabase/supabase_setup.hpp"

#include <gmock/gmock.h>

#include "pipeline/object_store/supabase/base64url.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr Timestamp kNow{std::chrono::seconds{1'800'000'000}};

SupabaseConfig sound() {
  return {.url = "https://abcdef.supabase.co", .service_key = Secret{"sb_secret_x"}};
}

std::string complaint(const SupabaseConfig& config) {
  const auto error = complaint_about(config, kNow);
  return error ? error->message : "";
}

std::string about_url(std::string url) {
  auto config = sound();
  config.url = std::move(url);
  return complaint(config);
}

std::string about_bucket(std::string bucket) {
  auto config = sound();
  config.bucket = std::move(bucket);
  return complaint(config);
}

TEST(SupabaseSetup, HasNoComplaintAboutHostedAndOwnInstallations) {
  for (const auto* url : {"https://abcdef.supabase.co", "https://abcdef.supabase.co/",
                          "https://abcdef.storage.supabase.co", "http://127.0.0.1:54321",
                          "https://photos.example/supabase"}) {
    EXPECT_EQ(about_url(url), "") << url;
  }
}

TEST(SupabaseSetup, SaysWhichUrlIsWanted) {
  EXPECT_THAT(about_url(""), HasSubstr("SUPABASE_URL is missing"));
  for (const auto* url : {"abcdef.supabase.co", "postgresql://postgres:hunter2@db.x.co:5432/p",
                          "https://user:hunter2@abcdef.supabase.co", "ftp://x"}) {
    EXPECT_THAT(about_url(url), HasSubstr("such as https://REF.supabase.co")) << url;
    EXPECT_THAT(about_url(url), Not(HasSubstr("hunter2"))) << url;
  }
  EXPECT_THAT(about_url("https://supabase.com/dashboard/project/abcdef"), HasSubstr("web site"));
  for (const auto* path : {"/storage/v1", "/storage/v1/s3", "/rest/v1/", "?x=1", "#x"}) {
    EXPECT_THAT(about_url(std::string{"https://abcdef.supabase.co"} + path),
                HasSubstr("without the path"))
        << path;
  }
}

TEST(SupabaseSetup, KnowsTheNamesThatABucketMayHave) {
  for (const auto* name : {"images", "My photos", "a.b-c_d", "1"}) {
    EXPECT_EQ(about_bucket(name), "") << name;
  }
  for (const std::string& name : {std::string{}, std::string{"a/b"}, std::string{"fotoálbum"},
                                  std::string{".."}, std::string{"a\nb"}, std::string(101, 'a')}) {
    EXPECT_THAT(about_bucket(name), HasSubstr("SUPABASE_STORAGE_BUCKET")) << name;
  }
}

TEST(SupabaseSetup, TellsTheKeyOfAnotherProjectFromThisOnes) {
  const auto key_of = [](std::string_view project) {
    return Secret{"e30." +
                  base64url(R"({"role":"service_role","ref":")" + std::string{project} + "\"}") +
                  ".c2ln"};
  };
  auto config = sound();
  config.service_key = key_of("abcdef");
  EXPECT_EQ(complaint(config), "");
  config.service_key = key_of("ghijkl");
  EXPECT_THAT(complaint(config), HasSubstr("of the project 'ghijkl' and SUPABASE_URL of 'abcdef'"));
  config.url = "http://127.0.0.1:54321";
  EXPECT_EQ(complaint(config), "") << "an own installation has no project in its address";
}

TEST(SupabaseSetup, TakesAKeyUntilTheSecondItExpires) {
  auto config = sound();
  config.service_key =
      Secret{"e30." + base64url(R"({"role":"service_role","exp":1800000000})") + ".c2ln"};
  EXPECT_THAT(complaint_about(config, kNow)->message, HasSubstr("expired at 2027-01-15T08:00:00Z"));
  EXPECT_FALSE(complaint_about(config, kNow - std::chrono::milliseconds{1}));
}

}  // namespace
}  // namespace pixferry
