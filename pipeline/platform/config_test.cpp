#include "pipeline/platform/config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "testing/temporary_directory.hpp"

namespace pixferry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class ConfigTest : public testing::Test {
 protected:
  ConfigTest() { input_.dotenv_path = directory_ / ".env"; }

  std::string write(const std::string& name, const std::string& text) {
    std::ofstream{directory_ / name, std::ios::binary} << text;
    return directory_ / name;
  }
  LoadedConfig loaded() {
    auto config = read_config(input_);
    if (!config) throw std::runtime_error(config.error().message);
    return *std::move(config);
  }
  std::string complaints() {
    const auto config = read_config(input_);
    if (config) return "(none)";
    EXPECT_EQ(config.error().code, ErrorCode::invalid_configuration);
    return config.error().message;
  }

  TemporaryDirectory directory_;
  ConfigInput input_;
};

TEST_F(ConfigTest, NeedsNothingSet) {
  const auto loaded_config = loaded();
  const auto& config = loaded_config.config;
  EXPECT_EQ(config.data_dir, "./data");
  EXPECT_EQ(config.public_url, "http://127.0.0.1:8000");
  EXPECT_TRUE(config.api_keys.empty());
  EXPECT_FALSE(config.log_format);
  EXPECT_EQ(loaded_config.values.at("PORT").text, "8000");
  EXPECT_EQ(loaded_config.values.at("PORT").origin, "default");
}

TEST_F(ConfigTest, DocumentsTheDefaultsThatAreInForce) {
  const Limits limits;
  const auto config = loaded().config;
  EXPECT_EQ(config.limits.transfers, limits.transfers);
  EXPECT_EQ(config.limits.lease, limits.lease);
  EXPECT_EQ(config.limits.settle_interval, limits.settle_interval);
  EXPECT_EQ(config.limits.backoff, limits.backoff);
  EXPECT_EQ(config.limits.attempts_max, limits.attempts_max);
  EXPECT_EQ(config.limits.shutdown_grace, limits.shutdown_grace);
  EXPECT_EQ(config.limits.file_bytes_max, limits.file_bytes_max);
  EXPECT_EQ(config.limits.job_files_max, limits.job_files_max);
  EXPECT_EQ(config.limits.folder_depth_max, limits.folder_depth_max);
  EXPECT_EQ(config.google_drive_api_url, Config{}.google_drive_api_url);
  EXPECT_EQ(config.host, Config{}.host);
  EXPECT_EQ(config.port, Config{}.port);
}

TEST_F(ConfigTest, EveryExampleIsTaken) {
  for (const auto& variable : config_variables()) {
    Config config;
    EXPECT_TRUE(variable.read(variable.example, config)) << variable.name;
    EXPECT_FALSE(variable.purpose.empty()) << variable.name;
    EXPECT_FALSE(variable.takes.empty()) << variable.name;
  }
}

TEST_F(ConfigTest, LetsFlagsWinOverEnvironmentOverDotenv) {
  write(".env", "PORT=1\nMAX_DEPTH=2\nMAX_ATTEMPTS=3\n");
  input_.environment = {{"PORT", "11"}, {"MAX_DEPTH", "12"}};
  input_.flags = {{"PORT", "21"}};
  const auto config = loaded();
  EXPECT_EQ(config.config.port, 21);
  EXPECT_EQ(config.config.limits.folder_depth_max, 12);
  EXPECT_EQ(config.config.limits.attempts_max, 3);
  EXPECT_EQ(config.values.at("PORT").origin, "flag");
  EXPECT_EQ(config.values.at("MAX_DEPTH").origin, "environment");
  EXPECT_EQ(config.values.at("MAX_ATTEMPTS").origin, ".env");
}

TEST_F(ConfigTest, TakesAnEmptyValueAsNotSet) {
  write(".env", "PORT=8001\n");
  input_.environment = {{"PORT", ""}, {"GOOGLE_API_KEY", ""}};
  EXPECT_EQ(loaded().config.port, 8001);
}

TEST_F(ConfigTest, ReadsAValueFromAFileWithoutItsLastNewline) {
  input_.environment = {{"GOOGLE_API_KEY_FILE", write("key", "AIza-from-a-file\r\n")}};
  const auto config = loaded();
  EXPECT_EQ(config.config.google_api_key.reveal(), "AIza-from-a-file");
  EXPECT_EQ(config.values.at("GOOGLE_API_KEY").text, "***");
  EXPECT_EQ(config.values.at("GOOGLE_API_KEY").origin, "environment, GOOGLE_API_KEY_FILE");
}

TEST_F(ConfigTest, ReadsKeysOfAFileLineByLine) {
  input_.environment = {
      {"API_KEYS_FILE", write("keys", "first-key-of-sixteen\nsecond-key-of-sixteen\n")}};
  const auto config = loaded();
  ASSERT_EQ(config.config.api_keys.size(), 2u);
  EXPECT_EQ(config.config.api_keys[1].reveal(), "second-key-of-sixteen");
}

TEST_F(ConfigTest, RefusesFilesThatAreAbsentEmptyOrDirectories) {
  input_.environment = {{"PORT_FILE", directory_ / "none"},
                        {"API_KEYS_FILE", directory_.path()},
                        {"GOOGLE_API_KEY_FILE", write("empty", "\n")},
                        {"CORS_ORIGINS_FILE", write("huge", std::string(70'000, 'x'))}};
  const auto text = complaints();
  EXPECT_THAT(text, HasSubstr("PORT_FILE: "));
  EXPECT_THAT(text, HasSubstr("API_KEYS_FILE: "));
  EXPECT_THAT(text, HasSubstr("GOOGLE_API_KEY_FILE: "));
  EXPECT_THAT(text, HasSubstr("CORS_ORIGINS_FILE: "));
}

TEST_F(ConfigTest, RefusesAValueThatIsSetTwiceInOnePlace) {
  input_.environment = {{"PORT", "1"}, {"PORT_FILE", write("port", "2")}};
  EXPECT_THAT(complaints(), HasSubstr("PORT: set together with PORT_FILE"));
}

TEST_F(ConfigTest, NamesEveryComplaintAtOnceWithValueOriginReasonAndExample) {
  write(".env", "MAX_ATTEMPTS=0\nnonsense\n");
  input_.environment = {{"PORT", "80x"}, {"LEASE", "60"}, {"LOG_FORMAT", "xml"}};
  input_.flags = {{"PROT", "1"}};
  const auto text = complaints();
  EXPECT_THAT(text, HasSubstr("PORT: \"80x\" (from environment) is not a whole number from 0 to "
                              "65535; for example PORT=8080"));
  EXPECT_THAT(text, HasSubstr("LEASE: \"60\""));
  EXPECT_THAT(text, HasSubstr("LOG_FORMAT: \"xml\""));
  EXPECT_THAT(text, HasSubstr("MAX_ATTEMPTS: \"0\" (from .env)"));
  EXPECT_THAT(text, HasSubstr(".env, line 2"));
  EXPECT_THAT(text, HasSubstr("PROT: there is no such variable"));
  EXPECT_EQ(std::ranges::count(text, '\n'), 5);
}

TEST_F(ConfigTest, NeverShowsASecret) {
  write(".env", "API_KEYS=hunter2\n");
  input_.environment = {{"GOOGLE_API_KEY", "hunter2 with blanks"},
                        {"PUBLIC_URL", "https://user:hunter2@example.com"},
                        {"DATABASE_URL", "postgresql://postgres:hunter2@db/postgres"}};
  EXPECT_THAT(complaints(), Not(HasSubstr("hunter2")));

  input_.environment = {{"GOOGLE_API_KEY", "hunter2"}, {"API_KEYS", "hunter2-hunter2-hunter2"}};
  for (const auto& [name, value] : loaded().values) {
    EXPECT_THAT(value.text, Not(HasSubstr("hunter2"))) << name;
  }
}

TEST_F(ConfigTest, EscapesWhatItQuotes) {
  input_.environment = {{"PORT", "\x1b[2J\n80"}};
  EXPECT_THAT(complaints(), HasSubstr("\\u001b[2J\\n80"));
}

TEST_F(ConfigTest, TakesPlainHttpForTheProviderOnLoopbackOnly) {
  for (const auto* url : {"http://127.0.0.1:9700", "http://localhost:9700/", "http://[::1]:9700",
                          "https://drive.example.com"}) {
    input_.environment = {{"GOOGLE_DRIVE_API_URL", url}};
    EXPECT_FALSE(loaded().config.google_drive_api_url.ends_with('/')) << url;
  }
  for (const auto* url : {"http://www.googleapis.com", "http://10.0.0.1", "http://0.0.0.0",
                          "http://127.0.0.1.example.com", "https://a@b", "file:///etc/passwd"}) {
    input_.environment = {{"GOOGLE_DRIVE_API_URL", url}};
    EXPECT_THAT(complaints(), HasSubstr("GOOGLE_DRIVE_API_URL")) << url;
  }
}

TEST_F(ConfigTest, OpensToOtherMachinesOnlyWithKeysOrByExplicitWish) {
  input_.environment = {{"HOST", "0.0.0.0"}};
  EXPECT_THAT(complaints(), HasSubstr("ALLOW_ANONYMOUS=1"));
  input_.environment["ALLOW_ANONYMOUS"] = "1";
  EXPECT_EQ(loaded().config.public_url, "http://localhost:8000");
  input_.environment = {{"HOST", "::"}, {"API_KEYS", "a-key-of-sixteen-characters"}};
  EXPECT_EQ(loaded().config.api_keys.size(), 1u);
}

TEST_F(ConfigTest, RefusesKeysThatAreShortOrUnfitForAHeader) {
  for (const auto* keys : {"short", ",", "a-key-of-sixteen-characters,short",
                           "a key with blanks in the middle", "schlüssel-schlüssel-schlüssel"}) {
    input_.environment = {{"API_KEYS", keys}};
    EXPECT_THAT(complaints(), HasSubstr("API_KEYS")) << keys;
  }
}

TEST_F(ConfigTest, TakesExactOriginsOnly) {
  input_.environment = {{"CORS_ORIGINS", "https://a.example.com/, http://localhost:3000"}};
  EXPECT_THAT(loaded().config.cors_origins,
              ElementsAre("https://a.example.com", "http://localhost:3000"));
  for (const auto* origins : {"*", "example.com", "https://example.com/path", "null"}) {
    input_.environment = {{"CORS_ORIGINS", origins}};
    EXPECT_THAT(complaints(), HasSubstr("CORS_ORIGINS")) << origins;
  }
}

TEST_F(ConfigTest, TakesOriginsOfReceiversInTheOwnNetwork) {
  input_.environment = {
      {"WEBHOOK_ALLOWED_ORIGINS", "http://10.0.0.7:9000,https://Hooks.internal:443/"}};
  EXPECT_THAT(loaded().config.webhook_allowed_origins,
              ElementsAre("http://10.0.0.7:9000", "https://hooks.internal"));
  for (const auto* origins :
       {"*", "10.0.0.7", "https://a.internal/path", "ftp://a.internal", "http://user@a.internal"}) {
    input_.environment = {{"WEBHOOK_ALLOWED_ORIGINS", origins}};
    EXPECT_THAT(complaints(), HasSubstr("WEBHOOK_ALLOWED_ORIGINS")) << origins;
  }
}

TEST_F(ConfigTest, NamesWhatALaterReleaseWillObey) {
  input_.environment = {{"DROPBOX_WEB_URL_FILE", "/run/secrets/dropbox"}};
  EXPECT_THAT(loaded().not_yet_supported, ElementsAre("DROPBOX_WEB_URL"));
}

TEST_F(ConfigTest, MakesBothThumbnailsOrNone) {
  EXPECT_TRUE(loaded().config.thumbnails);
  for (const auto* sizes : {"512,256", "256, 512"}) {
    input_.environment = {{"THUMBNAILS", sizes}};
    EXPECT_TRUE(loaded().config.thumbnails) << sizes;
  }
  input_.environment = {{"THUMBNAILS", "off"}};
  EXPECT_FALSE(loaded().config.thumbnails);
  for (const auto* sizes : {"256", "256,512,1024", "256,256", "big"}) {
    input_.environment = {{"THUMBNAILS", sizes}};
    EXPECT_THAT(complaints(), HasSubstr("is not 256,512 or off")) << sizes;
  }
}

TEST_F(ConfigTest, ForgetsThePlaceOfAPhotoUnlessToldToKeepIt) {
  EXPECT_FALSE(loaded().config.keep_gps);
  input_.environment = {{"KEEP_GPS", "on"}, {"MAX_PIXELS", "50000000"}};
  EXPECT_TRUE(loaded().config.keep_gps);
  EXPECT_EQ(loaded().config.limits.pixels_max, 50'000'000);
  input_.environment = {{"KEEP_GPS", "maybe"}, {"MAX_PIXELS", "0"}};
  EXPECT_THAT(complaints(), HasSubstr("KEEP_GPS"));
  EXPECT_THAT(complaints(), HasSubstr("MAX_PIXELS"));
}

TEST_F(ConfigTest, NamesWhatItDoesNotKnowInDotenv) {
  write(".env", "GOOGLE_APIKEY=x\nPORT=1\nPORT_FILES=x\n");
  input_.environment = {{"HOME", "/root"}};
  EXPECT_THAT(loaded().unknown, ElementsAre("GOOGLE_APIKEY", "PORT_FILES"));
}

TEST_F(ConfigTest, LeavesThePublicUrlToTheListenerWhereThePortIsFree) {
  input_.flags = {{"PORT", "0"}};
  EXPECT_EQ(loaded().config.public_url, "");
}

TEST_F(ConfigTest, WritesAnExampleThatItReadsItself) {
  write(".env", dotenv_example());
  EXPECT_EQ(loaded().values.at("PORT").origin, "default");
  for (const auto& variable : config_variables()) {
    EXPECT_THAT(dotenv_example(), HasSubstr("\n#" + std::string{variable.name} + "="));
  }
}

}  // namespace
}  // namespace pixferry
