#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "pipeline/object_store/object_key.hpp"
#include "pipeline/platform/clock.hpp"
#include "tests/bucket_settings.hpp"
#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;

/// A simulated bucket, and what lies in it.
struct GcBucket {
  std::string name;
  std::function<std::map<std::string, std::string>(const Simulator&)> settings;
  /// As if it had been stored then.
  std::function<void(const Simulator&, const std::string& key, Timestamp then)> put;
  std::function<std::set<std::string>(const Simulator&)> keys;
  friend void PrintTo(const GcBucket& bucket, std::ostream* out) { *out << bucket.name; }
};

GcBucket s3_bucket() {
  return {"S3", s3_settings,
          [](const Simulator& simulator, const std::string& key, Timestamp then) {
            auto& objects = simulator.s3().objects();
            auto object = objects.find(key).value_or(
                simulator::S3Object{.bytes = std::make_shared<const std::string>("abc")});
            object.stored_at = then;
            objects.put(key, object);
          },
          [](const Simulator& simulator) {
            std::set<std::string> keys;
            for (const auto& [key, object] : simulator.s3().objects().page("", "", 1000)) {
              keys.insert(key);
            }
            return keys;
          }};
}

GcBucket supabase_bucket() {
  return {"Supabase", supabase_settings,
          [](const Simulator& simulator, const std::string& key, Timestamp then) {
            auto& buckets = simulator.supabase().buckets();
            const simulator::SupabaseBuckets::Place place{"images", key};
            const auto object = buckets.find(place).value_or(simulator::StoredObject{
                .bytes = std::make_shared<const std::string>("abc"), .mime_type = "image/png"});
            buckets.store(place, object, then);
          },
          [](const Simulator& simulator) {
            std::set<std::string> keys;
            for (const auto& [key, object] :
                 simulator.supabase().buckets().page({"images", ""}, "", 1000)) {
              keys.insert(key);
            }
            return keys;
          }};
}

/// Ten photos, imported into a bucket whose listing comes by few keys at a time.
class GcInBuckets : public testing::TestWithParam<GcBucket> {
 protected:
  void SetUp() override {
    const auto imported = run({"import", program_.link()});
    ASSERT_EQ(imported.exit_code, 0) << imported.error_output;
    imported_ = keys();
    ASSERT_EQ(imported_.size(), 30U);
  }

  WholeProgram::Run run(const std::vector<std::string>& arguments,
                        std::map<std::string, std::string> more = {}) const {
    more.merge(GetParam().settings(program_.drive()));
    return program_.run(arguments, more);
  }
  void put(const std::string& key, std::chrono::hours age) const {
    GetParam().put(program_.drive(), key, SystemClock{}.now() - age);
  }
  std::set<std::string> keys() const { return GetParam().keys(program_.drive()); }

  static std::string stray(int number) {
    Sha256 sha256;
    sha256.bytes[0] = static_cast<std::uint8_t>(number);
    return object_key(Secret{"of nobody"}, "default", sha256, ImageType::jpeg).text;
  }

  const WholeProgram program_{{.photos = 10,
                               .folders = 1,
                               .odd_entries = false,
                               .s3 = {.page_keys_max = 7},
                               .supabase = {.buckets = {{}}, .page_objects_max = 7}}};
  std::set<std::string> imported_;
};

TEST_P(GcInBuckets, RemovesOldObjectsThatNoRowNamesAndNothingElse) {
  auto kept = imported_;
  for (const auto& key : imported_) put(key, 1000h);
  for (const auto& name : {"backup/" + stray(1), stray(2) + ".old",
                           stray(3).substr(0, 5) + "me.txt", std::string{"readme.txt"}}) {
    put(name, 1000h);
    kept.insert(name);
  }
  put(stray(4), 23h);
  kept.insert(stray(4));
  auto all = kept;
  for (int number = 10; number < 30; ++number) {
    for (const auto& key : {stray(number), thumbnail_key({stray(number)}, 256).text}) {
      put(key, 25h);
      all.insert(key);
    }
  }

  EXPECT_THAT(run({"gc", "--dry-run"}).output,
              HasSubstr("Would remove 40 objects that no row names"));
  EXPECT_EQ(keys(), all);
  const auto removed = run({"gc", "--json", "--now"});
  EXPECT_EQ(removed.exit_code, 0) << removed.error_output;
  EXPECT_THAT(removed.output,
              AllOf(HasSubstr(R"("stray_objects":40)"), HasSubstr(R"("stray_bytes":120)")));
  EXPECT_EQ(keys(), kept);
  EXPECT_THAT(run({"gc"}).output, HasSubstr("Removed 0 objects that no row names"));
  EXPECT_EQ(run({"verify"}).exit_code, 0);
}

TEST_P(GcInBuckets, LeavesABucketAloneInWhichNothingIsTheCatalogs) {
  for (const auto& key : imported_) put(key, 1000h);
  const std::map<std::string, std::string> elsewhere{{"DATA_DIR", program_.data_directory() + "2"}};
  const auto other = program_.run({"import", program_.link()}, elsewhere);
  ASSERT_EQ(other.exit_code, 0) << other.error_output;
  const auto collected = run({"gc"}, elsewhere);
  EXPECT_EQ(collected.exit_code, 0) << collected.error_output;
  EXPECT_THAT(collected.error_output, HasSubstr("may be another catalog's"));
  EXPECT_THAT(run({"gc", "--json"}, elsewhere).output, HasSubstr(R"("stray_objects":null)"));
  EXPECT_EQ(keys(), imported_);
}

INSTANTIATE_TEST_SUITE_P(Simulated, GcInBuckets, testing::Values(s3_bucket(), supabase_bucket()),
                         [](const auto& bucket) { return bucket.param.name; });

}  // namespace
}  // namespace pixferry
