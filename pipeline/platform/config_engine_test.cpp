#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/platform/config.hpp"

namespace pixferry {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class ConfigEngineTest : public testing::Test {
 protected:
  using Variables = std::map<std::string, std::string, std::less<>>;

  static Config config_of(Variables environment) {
    const auto loaded = read_config({.environment = std::move(environment), .dotenv_path = ""});
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return loaded->config;
  }
  static std::string complaints_about(Variables environment) {
    const auto loaded = read_config({.environment = std::move(environment), .dotenv_path = ""});
    return loaded ? "(none)" : loaded.error().message;
  }
};

TEST_F(ConfigEngineTest, KeepsEverythingInTheDataDirectoryUnlessToldOtherwise) {
  const auto config = config_of({});
  EXPECT_TRUE(config.database_url.empty());
  EXPECT_TRUE(config.redis_url.empty());
  EXPECT_FALSE(config.stores_in_bucket());
  EXPECT_EQ(config.supabase.bucket, "images");
  EXPECT_EQ(config.s3.region, "us-east-1");
}

TEST_F(ConfigEngineTest, TakesTheServersOfADeployment) {
  const auto config = config_of({{"DATABASE_URL", "postgres://u:p@db:5432/x?sslmode=require"},
                                 {"DATABASE_CA_FILE", "/etc/db.pem"},
                                 {"REDIS_URL", "rediss://default:p@cache:6380/1"},
                                 {"REDIS_CA_FILE", "/etc/redis.pem"}});
  EXPECT_EQ(config.database_url.reveal(), "postgres://u:p@db:5432/x?sslmode=require");
  EXPECT_EQ(config.database_ca_file, "/etc/db.pem");
  EXPECT_EQ(config.redis_url.reveal(), "rediss://default:p@cache:6380/1");
  EXPECT_EQ(config.redis_ca_file, "/etc/redis.pem");
}

TEST_F(ConfigEngineTest, TakesASupabaseProject) {
  const auto config = config_of({{"SUPABASE_URL", "https://x.supabase.co/"},
                                 {"SUPABASE_SERVICE_KEY", "sb_secret_1"},
                                 {"SUPABASE_STORAGE_BUCKET", "photos"}});
  EXPECT_TRUE(config.stores_in_bucket());
  EXPECT_EQ(config.supabase.url, "https://x.supabase.co");
  EXPECT_EQ(config.supabase.service_key.reveal(), "sb_secret_1");
  EXPECT_EQ(config.supabase.bucket, "photos");
}

TEST_F(ConfigEngineTest, TakesABucketOnAnyHostAndPathEvenOverPlainHttp) {
  const auto config = config_of({{"S3_ENDPOINT", "http://minio:9000/storage/v1/s3"},
                                 {"S3_REGION", "auto"},
                                 {"S3_BUCKET", "photos"},
                                 {"S3_ACCESS_KEY_ID", "id"},
                                 {"S3_SECRET_ACCESS_KEY", "secret/with+signs="},
                                 {"S3_SESSION_TOKEN", "token"},
                                 {"S3_PUBLIC_URL", "https://photos.example.com/"},
                                 {"S3_VIRTUAL_HOST", "yes"}});
  EXPECT_TRUE(config.stores_in_bucket());
  EXPECT_EQ(config.s3.endpoint, "http://minio:9000/storage/v1/s3");
  EXPECT_EQ(config.s3.region, "auto");
  EXPECT_EQ(config.s3.bucket, "photos");
  EXPECT_EQ(config.s3.access_key_id, "id");
  EXPECT_EQ(config.s3.secret_access_key.reveal(), "secret/with+signs=");
  EXPECT_EQ(config.s3.session_token.reveal(), "token");
  EXPECT_EQ(config.s3.public_url, "https://photos.example.com");
  EXPECT_TRUE(config.s3.virtual_host);
}

TEST_F(ConfigEngineTest, NamesWhatAHalfConfiguredStoreLacks) {
  EXPECT_THAT(complaints_about({{"SUPABASE_URL", "https://x.supabase.co"}}),
              HasSubstr("SUPABASE_SERVICE_KEY: not set"));
  EXPECT_THAT(complaints_about({{"S3_BUCKET", "photos"}, {"S3_ACCESS_KEY_ID", "id"}}),
              HasSubstr("S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY: both are needed"));
  EXPECT_THAT(complaints_about({{"S3_ACCESS_KEY_ID", "id"}}), HasSubstr("S3_BUCKET: not set"));
}

TEST_F(ConfigEngineTest, RefusesTwoStores) {
  EXPECT_THAT(complaints_about({{"SUPABASE_URL", "https://x.supabase.co"},
                                {"SUPABASE_SERVICE_KEY", "k"},
                                {"S3_BUCKET", "photos"},
                                {"S3_ACCESS_KEY_ID", "id"},
                                {"S3_SECRET_ACCESS_KEY", "s"}}),
              HasSubstr("SUPABASE_URL and S3_BUCKET: images go to one store"));
}

TEST_F(ConfigEngineTest, RefusesUrlsOfAnotherKindWithoutShowingTheirPasswords) {
  EXPECT_THAT(complaints_about({{"DATABASE_URL", "mysql://u:hush@db/x"},
                                {"REDIS_URL", "cache:6379 hush"},
                                {"SUPABASE_URL", "https://u:hush@x.supabase.co"},
                                {"S3_ENDPOINT", "ftp://minio"}}),
              AllOf(HasSubstr("DATABASE_URL: the value (from environment) does not begin with "
                              "postgresql:// or postgres://"),
                    HasSubstr("REDIS_URL: the value (from environment) does not begin with "
                              "redis:// or rediss://"),
                    HasSubstr("SUPABASE_URL: the value"), HasSubstr("S3_ENDPOINT: \"ftp://minio\""),
                    Not(HasSubstr("hush"))));
}

TEST_F(ConfigEngineTest, RefusesKeysThatWerePastedWithMoreThanTheKey) {
  EXPECT_THAT(complaints_about({{"SUPABASE_SERVICE_KEY", "key one"}}),
              HasSubstr("was it pasted with more?"));
}

TEST_F(ConfigEngineTest, LetsTheBrowsersKeyOfASupabaseEnvironmentBe) {
  const auto loaded = read_config({.environment = {{"SUPABASE_KEY", "anon"}}, .dotenv_path = ""});
  ASSERT_TRUE(loaded);
  EXPECT_THAT(loaded->not_yet_supported, IsEmpty());
}

}  // namespace
}  // namespace pixferry
