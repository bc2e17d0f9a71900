#include <gmock/gmock.h>

#include "testing/free_port.hpp"
#include "tests/fleet/fleet.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::Not;

/// What a start is told of one wrong setting.
class FleetSettings : public Fleet {
 protected:
  void SetUp() override { lay_out({.photos = 1, .folders = 1}, simulated_s3()); }

  void expect_refused(const std::map<std::string, std::string>& wrong, const std::string& named) {
    auto settings = settings_;
    for (const auto& [name, value] : wrong) settings[name] = value;
    for (const std::string command : {"worker", "doctor"}) {
      const auto run = program_->run({command}, settings);
      EXPECT_NE(run.exit_code, 0) << named;
      EXPECT_THAT(run.output + run.error_output, HasSubstr(named)) << command;
      EXPECT_THAT(run.output + run.error_output, Not(HasSubstr("open sesame"))) << command;
    }
  }
  std::string url_with(const std::string& user, std::uint16_t port) const {
    return "postgresql://" + user + "@127.0.0.1:" + std::to_string(port) + "/" + database_;
  }
};

TEST_F(FleetSettings, ServicesNeedACatalogThatTheyShare) {
  for (const std::string command : {"api", "worker"}) {
    const auto run = program_->run({command});
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_THAT(run.error_output, HasSubstr("DATABASE_URL is not set"));
    EXPECT_THAT(run.error_output, HasSubstr("pixferry serve"));
  }
}

TEST_F(FleetSettings, AWrongDatabaseIsNamedWithItsVariable) {
  const auto port = shared_postgres().port();
  expect_refused({{"DATABASE_URL", url_with("locked:open%20sesame", port)}}, "DATABASE_URL");
  expect_refused({{"DATABASE_URL", url_with("postgres", free_port())}}, "DATABASE_URL");
  expect_refused({{"DATABASE_URL", "postgresql://nobody.invalid/x"}}, "DATABASE_URL");
  expect_refused({{"DATABASE_URL", shared_postgres().url("not_there")}}, "DATABASE_URL");
}

TEST_F(FleetSettings, AWrongKeyOrBucketOfS3IsNamedWithItsVariable) {
  expect_refused({{"S3_SECRET_ACCESS_KEY", "open sesame"}}, "S3_SECRET_ACCESS_KEY");
  expect_refused({{"S3_SECRET_ACCESS_KEY", "wrong"}}, "S3_SECRET_ACCESS_KEY");
  expect_refused({{"S3_ACCESS_KEY_ID", "nobody"}}, "S3_ACCESS_KEY_ID");
  expect_refused({{"S3_BUCKET", "not-there"}}, "S3_BUCKET");
}

TEST_F(FleetSettings, AWrongKeyOrUrlOfSupabaseIsNamedWithItsVariable) {
  auto settings = simulated_supabase().settings(program_->drive());
  for (const auto* name :
       {"S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"}) {
    settings_.erase(name);
  }
  settings_.insert(settings.begin(), settings.end());
  expect_refused({{"SUPABASE_SERVICE_KEY", "sb_publishable_browser"}}, "SUPABASE_SERVICE_KEY");
  expect_refused({{"SUPABASE_SERVICE_KEY", "sb_secret_wrong"}}, "SUPABASE_SERVICE_KEY");
  expect_refused({{"SUPABASE_URL", "https://supabase.com/dashboard"}}, "SUPABASE_URL");
}

TEST_F(FleetSettings, ARedisUrlThatIsNoneIsNamedAndOneThatDoesNotAnswerStopsNothing) {
  auto settings = settings_;
  settings["REDIS_URL"] = "redis://";
  const auto refused = program_->run({"worker"}, settings);
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.error_output, HasSubstr("REDIS_URL"));

  settings["REDIS_URL"] = "redis://127.0.0.1:" + std::to_string(free_port());
  const auto worker = program_->start({"worker"}, settings);
  EXPECT_NE(worker->wait_for_error_text("Redis is away"), "") << worker->error_output();
  const auto doctor = program_->run({"doctor"}, settings);
  EXPECT_THAT(doctor.output, HasSubstr("REDIS_URL"));
}

TEST_F(FleetSettings, TheDoctorFindsNothingWrongWithWhatIsRight) {
  const auto run = program_->run({"doctor"}, settings_);
  EXPECT_EQ(run.exit_code, 0) << run.output;
  EXPECT_THAT(run.output, HasSubstr("Images can be stored in the bucket"));
}

}  // namespace
}  // namespace pixferry
