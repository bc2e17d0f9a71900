#include "simulator/simulator.hpp"

#include <fmt/format.h>

#include <atomic>

#include "pipeline/platform/clock.hpp"
#include "simulator/dropbox/dropbox.hpp"
#include "simulator/dropbox/dropbox_faults.hpp"
#include "simulator/early_requests.hpp"
#include "simulator/fault_admin.hpp"
#include "simulator/faults/fault_injector.hpp"
#include "simulator/faults/retry_after.hpp"
#include "simulator/google_drive/drive_faults.hpp"
#include "simulator/google_drive/google_drive.hpp"
#include "simulator/google_drive/public_faults.hpp"
#include "simulator/google_drive/public_pages.hpp"
#include "simulator/http/http_server.hpp"
#include "simulator/http/response_writer.hpp"
#include "simulator/object_storage/s3_look_alike.hpp"
#include "simulator/object_storage/supabase_route.hpp"
#include "simulator/object_storage/supabase_storage.hpp"

namespace pixferry {

using namespace simulator;

namespace {

constexpr std::size_t kUploadBytesMax = 256u << 20;

}  // namespace

struct Simulator::Parts {
  Parts(SimulatorOptions wanted, DriveTree made)
      : options(std::move(wanted)),
        tree(std::move(made)),
        drive(tree, options.seed, options.page_size_max),
        dropbox(tree, options.dropbox, clock, options.seed, options.page_size_max),
        public_pages(tree, options.public_entries_max),
        s3(options.s3, clock),
        supabase(options.supabase, clock),
        faults(options.faults, options.seed, clock) {}

  Response answer(const Request& request, std::stop_token stop) {
    if (request.path == "/sim/stats") {
      return text_response(200, "application/json", counters().json());
    }
    if (request.path == "/sim/s3") {
      return text_response(200, "application/json", s3.objects().json());
    }
    if (request.path == "/sim/supabase") {
      return text_response(200, "application/json", supabase.record());
    }
    if (request.path == kFaultsPath) return answer_fault_request(faults, request);
    const auto arrived = clock.steady();
    const Traffic::InFlight in_flight{traffic};
    if (options.latency.count() > 0) pause(options.latency, stop);
    if (const auto object_call = s3.recognise(request)) return answer_s3(*object_call, request);
    if (const auto route = supabase_route(request)) return answer_supabase(*route, request);
    if (const auto call = dropbox.recognise(request)) {
      early_at_dropbox.arrived(arrived);
      return answer_dropbox(*call, request);
    }
    early_requests.arrived(arrived);
    if (auto way = PublicPages::way_to_download(request)) return *std::move(way);
    if (const auto page = PublicPages::recognise(request)) return answer_public(*page, request);
    const auto call = GoogleDrive::recognise(request);
    if (!call) {
      traffic.count_other_request();
      return text_response(404, "text/html; charset=UTF-8",
                           "<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>");
    }
    return answer_call(*call, request);
  }

  Response answer_call(const GoogleDrive::Call& call, const Request& request) {
    traffic.count_request(call.operation);
    const auto fault = faults.next(call.operation, call.file_id, drive.place(call, request));
    auto response = drive.answer(call, request, page_faults(fault));
    if (fault) {
      note(call.operation, response = with_fault(std::move(response), *fault), *fault,
           early_requests);
    }
    if (call.operation == Operation::download) traffic.count_body(size_bytes(response.body));
    return response;
  }

  Response answer_dropbox(const DropboxCall& call, const Request& request) {
    traffic.count_request(call.operation);
    const auto fault = faults.next(call.operation, call.entry_id, dropbox.place(call));
    auto response = dropbox.answer(call, request, page_faults(fault));
    if (fault) {
      note(call.operation, response = with_dropbox_fault(std::move(response), *fault), *fault,
           early_at_dropbox);
    }
    if (call.operation == Operation::download) traffic.count_body(size_bytes(response.body));
    return response;
  }

  Response answer_public(const PublicPages::Call& call, const Request& request) {
    traffic.count_request(call.operation);
    const auto fault = faults.next(call.operation, call.file_id);
    auto response =
        public_pages.answer(call, request, fault ? std::optional{fault->kind} : std::nullopt);
    if (fault) {
      note(call.operation, response = with_public_fault(std::move(response), *fault), *fault,
           early_requests);
    }
    if (call.operation == Operation::download) traffic.count_body(size_bytes(response.body));
    return response;
  }

  void note(Operation operation, Response& faulty, const Fault& fault, EarlyRequests& early) {
    traffic.count_fault(operation);
    if (faulty.status == 403 || faulty.status == 429) traffic.count_refusal();
    if (fault.retry_after) ask_to_wait(faulty, fault, early);
  }

  PageFaults page_faults(const std::optional<Fault>& fault) {
    return {.page = fault ? std::optional{fault->kind} : std::nullopt,
            .lie_about = [this](std::string_view file_id) { return faults.lie_about(file_id); }};
  }

  void ask_to_wait(Response& response, const Fault& fault, EarlyRequests& early) {
    const auto header = header_for(*fault.retry_after, clock);
    response.headers.push_back({"Retry-After", header.value});
    // A download quota is one file's: its wait asks nothing of the others.
    if (!header.wait || fault.kind == FaultKind::download_quota) return;
    response.delivery.when_sent = [this, &early, made = clock.steady(), wait = *header.wait] {
      early.answered(made, wait, clock.steady());
    };
  }

  Response answer_s3(const S3LookAlike::Call& call, const Request& request) {
    return s3.answer(call, request, fault_of_store(call.operation, call.key));
  }

  Response answer_supabase(const SupabaseRoute& route, const Request& request) {
    return supabase.answer(route, request, fault_of_store(route.operation(request), route.key));
  }

  /// Of a request that is about an object; the others are not counted, and meet no fault.
  std::optional<Fault> fault_of_store(std::optional<Operation> operation, std::string_view key) {
    if (!operation) return std::nullopt;
    traffic.count_request(*operation);
    auto fault = faults.next(*operation, key);
    if (fault) traffic.count_fault(*operation);
    return fault;
  }

  Counters counters() const {
    auto counters = traffic.read();
    if (const auto* listening = serving.load()) {
      counters.connections = listening->connections_accepted();
    }
    counters.requests_before_retry_after = early_requests.count() + early_at_dropbox.count();
    counters.staged = faults.staged();
    return counters;
  }

  SimulatorOptions options;
  SystemClock clock;
  DriveTree tree;
  GoogleDrive drive;
  Dropbox dropbox;
  PublicPages public_pages;
  S3LookAlike s3;
  SupabaseStorage supabase;
  FaultInjector faults;
  Traffic traffic;
  EarlyRequests early_requests;
  EarlyRequests early_at_dropbox;  ///< each provider asks for its own sake
  std::unique_ptr<HttpServer> server;
  /// The same server, once it may be asked: its threads answer before `server` is set.
  std::atomic<const HttpServer*> serving = nullptr;
};

Result<std::unique_ptr<Simulator>> Simulator::start(SimulatorOptions options) {
  if (options.page_size_max < 1) {
    return Error{ErrorCode::invalid_configuration, "A listing page must hold at least one entry"};
  }
  const TreePlan plan{.photos = options.photos,
                      .folders = options.folders,
                      .seed = options.seed,
                      .odd_entries = options.odd_entries,
                      .edits = options.edits};
  if (auto checked = DriveTree::check(plan); !checked) return checked.error();
  auto album = PhotoAlbum::make({.photos = options.photos,
                                 .file_bytes = options.file_bytes,
                                 .edge_max = options.photo_edge_max,
                                 .seed = options.seed});
  if (!album) return album.error();
  auto tree = DriveTree::make(plan, std::move(*album));
  if (!tree) return tree.error();
  const HttpServerOptions address{
      .host = options.host, .port = options.port, .body_bytes_max = kUploadBytesMax};
  auto parts = std::make_unique<Parts>(std::move(options), std::move(*tree));
  auto server =
      HttpServer::start(address, [raw = parts.get()](const Request& request, std::stop_token stop) {
        return raw->answer(request, std::move(stop));
      });
  if (!server) return server.error();
  parts->server = std::move(*server);
  parts->serving = parts->server.get();
  return std::unique_ptr<Simulator>{new Simulator{std::move(parts)}};
}

Simulator::Simulator(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Simulator::~Simulator() = default;

std::string Simulator::base_url() const {
  const auto& host = parts_->options.host;
  const bool is_ipv6 = host.find(':') != std::string::npos;
  return fmt::format("http://{}:{}", is_ipv6 ? "[" + host + "]" : host, parts_->server->port());
}

std::string Simulator::folder_link(std::string_view folder_id) const {
  auto link = fmt::format("https://drive.google.com/drive/folders/{}", folder_id);
  const auto folder = parts_->tree.find(folder_id);
  if (folder && !folder->resource_key.empty()) link += "?resourcekey=" + folder->resource_key;
  return link;
}

std::string Simulator::dropbox_api_url() const {
  return base_url() + parts_->options.dropbox.api_path;
}

std::string Simulator::dropbox_content_url() const {
  return base_url() + parts_->options.dropbox.content_path;
}

std::string Simulator::dropbox_link(const DropboxLink& link) const {
  return parts_->dropbox.url(link);
}

Dropbox& Simulator::dropbox() const {
  return parts_->dropbox;
}

std::string Simulator::s3_endpoint() const {
  return base_url() + parts_->options.s3.base_path;
}

S3LookAlike& Simulator::s3() const {
  return parts_->s3;
}

const DriveTree& Simulator::tree() const {
  return parts_->tree;
}

SupabaseStorage& Simulator::supabase() const {
  return parts_->supabase;
}

Counters Simulator::counters() const {
  return parts_->counters();
}

void Simulator::stop() {
  parts_->server->stop();
}

}  // namespace pixferry
