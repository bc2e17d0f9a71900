#include "api-gateway/routes/gateway_fixture.hpp"

#include <sys/mman.h>

#include "api-gateway/http/target.hpp"
#include "api-gateway/routes/contract_route.hpp"
#include "pipeline/catalog/catalog.hpp"
#include "testing/api_promises.hpp"

#include <boost/json/parse.hpp>

namespace pixferry {

Result<std::optional<OpenedObject>> ObjectsInMemory::open(const ObjectKey& key) const {
  if (is_broken) return Error{ErrorCode::storage_unavailable, "the disk is gone"};
  const auto found = objects.find(key.text);
  if (found == objects.end()) return std::optional<OpenedObject>{};
  const auto& bytes = found->second;
  FileDescriptor content{::memfd_create("object", MFD_CLOEXEC)};
  EXPECT_EQ(::write(content.get(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  return std::optional{
      OpenedObject{std::move(content), static_cast<std::int64_t>(bytes.size()), "image/jpeg"}};
}

Result<std::string> LinksOnly::url(const Context&, const ObjectKey& key,
                                   std::chrono::seconds valid_for) {
  if (is_broken) return failure;
  return "https://bucket/" + key.text + "?valid=" + std::to_string(valid_for.count());
}

GatewayFixture::GatewayFixture() {
  config_.public_url = "http://127.0.0.1:8000";
  if (auto migrated = migrate(context_, *database_, random_); !migrated) {
    throw std::runtime_error(migrated.error().message);
  }
  ledger_.emplace(*database_, clock_, config_.limits);
  journal_.emplace(*database_, clock_);
  gallery_.emplace(*database_);
  disposal_.emplace(*database_, clock_);
  roster_.emplace(*database_, clock_);
  kept_answers_.emplace(*database_, clock_);
  webhooks_.emplace(*database_, clock_);
  backlog_.emplace(*database_);
  events_.emplace(events::EventHub::Parts{*journal_, feed_, clock_});
  start_import_.emplace(StartImport::Parts{{&source_}, *ledger_, queue_, random_, config_.limits});
  preview_import_.emplace(PreviewImport::Parts{{&source_}, &*gallery_, clock_, config_.limits});
}

GatewayParts GatewayFixture::parts() {
  return {
      .config = config_,
      .start_import = *start_import_,
      .preview_import = *preview_import_,
      .ledger = *ledger_,
      .journal = *journal_,
      .gallery = *gallery_,
      .disposal = *disposal_,
      .roster = *roster_,
      .kept_answers = *kept_answers_,
      .webhooks = *webhooks_,
      .backlog = *backlog_,
      .queue = queue_,
      .feed = feed_,
      .events = *events_,
      .metrics = metrics_,
      .clock = *gateway_clock_,
      .random = random_,
      .objects = {.reader = is_bucket_ ? nullptr : &objects_,
                  .bucket = is_bucket_ ? &bucket_ : nullptr},
      .storage_url = [](const auto& key) { return "http://127.0.0.1:8000/objects/" + key.text; },
      .checks = checks_};
}

http::Response GatewayFixture::ask(http::Request request) {
  auto target = http::parse_target(request.path);
  EXPECT_TRUE(target);
  request.path = target->path;
  request.query = target->query;
  request.request_id = "test";
  if (!request.headers.contains("Host")) request.headers.set("Host", "127.0.0.1:8000");
  auto response = gateway_application(parts())(request);
  expect_kept_promises(request, response);
  return response;
}

void GatewayFixture::expect_kept_promises(const http::Request& request,
                                          const http::Response& response) {
  static const ApiPromises promises{routes::openapi_json()};
  if (request.method == "OPTIONS") return;
  const auto* body = std::get_if<std::string>(&response.body);
  const bool is_whole =
      body != nullptr && request.method != "HEAD" && !response.headers.contains("Content-Encoding");
  const auto complaints = promises.complaints(
      {.method = request.method,
       .path = request.path,
       .status = response.status,
       .content_type = std::string{response.headers.find("Content-Type").value_or("")},
       .body = body == nullptr ? std::string{} : *body,
       .has_whole_body = is_whole});
  for (const auto& complaint : complaints) ADD_FAILURE() << complaint;
}

http::Response GatewayFixture::get(const std::string& target, http::Headers headers) {
  http::Request request;
  request.method = "GET";
  request.path = target;
  request.headers = std::move(headers);
  return ask(std::move(request));
}

http::Response GatewayFixture::post(const std::string& path, std::string body) {
  http::Request request;
  request.method = "POST";
  request.path = path;
  request.headers.set("Content-Type", "application/json");
  request.body = std::move(body);
  return ask(std::move(request));
}

boost::json::value GatewayFixture::json(const http::Response& response) {
  return boost::json::parse(text(response));
}

std::string GatewayFixture::start_job(const std::string& folder) {
  const auto started =
      post("/import/google-drive",
           R"({"folder_url": "https://drive.google.com/drive/folders/)" + folder + "\"}");
  EXPECT_EQ(started.status, 202) << text(started);
  return std::string{json(started).at("job_id").as_string()};
}

std::vector<FileLease> GatewayFixture::claim_images(const std::string& job,
                                                    const std::vector<std::string>& names) {
  const auto id = JobId::parse(job).value();
  const auto folders = ledger_->claim_folders(context_, id, 1);
  EXPECT_TRUE(folders && folders->size() == 1);
  if (!folders || folders->empty()) return {};
  PageRows page;
  page.folder_name = "Holidays";
  for (const auto& name : names) {
    page.files.push_back({.file = {.id = "id-" + name,
                                   .name = name,
                                   .path = "Sea/" + name,
                                   .mime_type = "image/jpeg",
                                   .revision = "1",
                                   .resource_key = "",
                                   .size_bytes = 1000,
                                   .sha256 = {},
                                   .md5 = {}},
                          .ended = {}});
  }
  const auto committed = ledger_->commit_page(context_, folders->front(), page);
  EXPECT_TRUE(committed) << committed.error().message;
  const auto files = ledger_->claim_files(context_, id, static_cast<int>(names.size()));
  EXPECT_TRUE(files);
  return files ? *files : std::vector<FileLease>{};
}

Imported GatewayFixture::fresh_image() {
  Sha256 sha256;
  for (auto& byte : sha256.bytes) byte = static_cast<std::uint8_t>(random_.bits());
  const auto key = "o/" + sha256.hex().substr(0, 2) + "/" + sha256.hex() + ".jpg";
  return {{sha256, 1000, ImageType::jpeg, {key}}};
}

void GatewayFixture::finish(const std::vector<FinishedFile>& files) {
  ASSERT_TRUE(ledger_->finish(context_, files));
  ASSERT_TRUE(ledger_->settle(context_));
}

void GatewayFixture::import_images(const std::string& job, const std::vector<std::string>& names,
                                   const std::optional<ImageFacts>& facts) {
  std::vector<FinishedFile> finished;
  for (const auto& lease : claim_images(job, names)) {
    auto imported = fresh_image();
    imported.facts = facts;
    finished.push_back({lease, std::move(imported)});
  }
  finish(finished);
}

}  // namespace pixferry
