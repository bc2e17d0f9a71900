#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>

#include "simulator/simulator.hpp"
#include "testing/child_process.hpp"
#include "tests/witness/node.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;
using namespace std::chrono_literals;

/// Supabase's own client for Node, @supabase/storage-js, against the simulated project.
class SupabaseClient : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kNode)) GTEST_SKIP() << "there is no " << kNode;
    if (!std::filesystem::exists(PIXFERRY_NODE_MODULES "/@supabase/storage-js")) {
      GTEST_SKIP() << "./test fetches Supabase's client into " << PIXFERRY_NODE_MODULES;
    }
  }

  /// What the client was told while it used a project with one bucket, `images`.
  void use(bool is_public) {
    auto started =
        Simulator::start({.photos = 1,
                          .folders = 1,
                          .photo_edge_max = 32,
                          .supabase = {.buckets = {{.name = "images", .is_public = is_public}}}});
    ASSERT_TRUE(started) << started.error().message;
    project_ = *std::move(started);
    const auto& gate = project_->supabase().gate();
    ChildProcess node{
        {.program = kNode,
         .arguments = {PIXFERRY_WITNESS "/supabase_client.js", project_->base_url() + "/storage/v1",
                       gate.key_with_role("service_role", 1h), gate.key_with_role("anon", 1h)},
         .environment = {{"NODE_PATH", PIXFERRY_NODE_MODULES}}}};
    ASSERT_EQ(node.wait(), 0) << node.error_output();
    seen_ = bj::parse(node.output());
  }

  const bj::value& at(std::string_view pointer) { return seen_.at_pointer(pointer); }

  /// That the client was refused, with that code in the body of an answer with status 400.
  void expect_refused(std::string_view pointer, std::string_view status_code,
                      std::string_view message) {
    const auto& told = at(pointer);
    ASSERT_TRUE(told.as_object().contains("statusCode")) << pointer << ": " << told;
    EXPECT_EQ(told.at("status"), 400) << pointer;
    EXPECT_EQ(told.at("statusCode").as_string(), status_code) << pointer;
    EXPECT_EQ(told.at("message").as_string(), message) << pointer;
  }

  std::unique_ptr<Simulator> project_;
  bj::value seen_;
};

TEST_F(SupabaseClient, StoresAndReadsAnObject) {
  use(true);
  EXPECT_EQ(at("/objects/upload/data/path"), "a/b.jpg");
  EXPECT_EQ(at("/objects/upload/data/fullPath"), "images/a/b.jpg");
  EXPECT_EQ(at("/objects/upsert/data/id"), at("/objects/upload/data/id"));
  EXPECT_EQ(at("/objects/info/data/size"), 5);
  EXPECT_EQ(at("/objects/info/data/contentType"), "image/jpeg");
  EXPECT_EQ(at("/objects/info/data/cacheControl"), "max-age=60");
  EXPECT_EQ(at("/objects/download/body"), "three");
  EXPECT_EQ(at("/objects/exists"), true);
  EXPECT_EQ(at("/objects/existsNot"), false);
  EXPECT_TRUE(at("/objects/signUpload").as_object().contains("data"));
  EXPECT_EQ(project_->counters().of(simulator::Operation::put).requests, 8U);
}

TEST_F(SupabaseClient, IsToldWhatIsWrongInTheBodyOfAStatus400) {
  use(true);
  expect_refused("/objects/uploadAgain", "409", "The resource already exists");
  expect_refused("/objects/infoMissing", "404", "Object not found");
  expect_refused("/objects/signMissing", "404", "Object not found");
  expect_refused("/buckets/makeAgain", "409", "The resource already exists");
  expect_refused("/buckets/getMissing", "404", "Bucket not found");
  expect_refused("/buckets/wrongType", "415", "mime type image/jpeg is not supported");
  expect_refused("/buckets/tooLarge", "413", "The object exceeded the maximum allowed size");
  expect_refused("/buckets/badKey", "400", "Invalid key: a~b.jpg");
  expect_refused("/buckets/uploadToMissing", "404", "Bucket not found");
  expect_refused("/badKey", "403", "signature verification failed");
}

TEST_F(SupabaseClient, MakesBuckets) {
  use(true);
  EXPECT_EQ(at("/buckets/make/data/name"), "new");
  EXPECT_EQ(at("/buckets/get/data/public"), true);
  EXPECT_TRUE(project_->supabase().buckets().find("limited"));
}

TEST_F(SupabaseClient, ReadsAPublicBucketWithAndWithoutASignature) {
  use(true);
  EXPECT_EQ(at("/urls/public/body"), "three");
  EXPECT_EQ(at("/urls/public/type"), "image/jpeg");
  EXPECT_EQ(at("/urls/signed/body"), "three");
  EXPECT_EQ(at("/urls/forged/status"), 400);
}

TEST_F(SupabaseClient, ReadsAPrivateBucketWithASignatureAlone) {
  use(false);
  EXPECT_EQ(at("/urls/public/status"), 400);
  EXPECT_THAT(bj::serialize(at("/urls/public")), testing::HasSubstr("NoSuchBucket"));
  EXPECT_EQ(at("/urls/signed/body"), "three");
}

TEST_F(SupabaseClient, MayDoNothingWithTheAnonKeyAndIsNotToldSoByARemoval) {
  use(true);
  expect_refused("/anon/upload", "403", "new row violates row-level security policy");
  expect_refused("/anon/get", "404", "Bucket not found");
  EXPECT_TRUE(at("/anon/remove/data").as_array().empty());
  EXPECT_EQ(at("/removed/data").as_array().size(), 1U);
  EXPECT_EQ(at("/removed/data/0/name"), "a/b.jpg");
}

}  // namespace
}  // namespace pixferry
