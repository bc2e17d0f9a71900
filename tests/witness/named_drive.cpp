#include "tests/witness/named_drive.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace pixferry {
namespace {

constexpr auto kOpenssl = "/usr/bin/openssl";
constexpr auto kTls = "/usr/bin/stunnel";

}  // namespace

std::string NamedDrive::what_is_missing() {
  for (const auto* program : {kOpenssl, kTls}) {
    if (!std::filesystem::exists(program)) return std::string{"there is no "} + program;
  }
  return PrivateNetwork::what_is_missing();
}

NamedDrive::NamedDrive(const std::vector<std::string>& sim_arguments)
    : network_("127.0.0.1 localhost www.googleapis.com oauth2.googleapis.com\n") {
  write_certificate();
  write_file("tls.conf",
             "foreground = yes\ndebug = info\nsyslog = no\npid =\n[drive]\n"
             "accept = 127.0.0.1:443\nconnect = 127.0.0.1:8000\ncert = " +
                 directory_ / "certificate.pem" + "\nkey = " + directory_ / "key.pem" + "\n");
  std::vector<std::string> arguments{"sim", "--port", "8000"};
  arguments.insert(arguments.end(), sim_arguments.begin(), sim_arguments.end());
  drive_ = std::make_unique<ChildProcess>(beside(PIXFERRY_BINARY, arguments));
  const auto listens = [&] { return drive_->output().find("# folder") != std::string::npos; };
  if (!drive_->runs_until(listens)) throw std::runtime_error(drive_->error_output());
  tls_ = std::make_unique<ChildProcess>(beside(kTls, {directory_ / "tls.conf"}));
  if (tls_->wait_for_error_text("bound to").empty()) {
    throw std::runtime_error(tls_->error_output());
  }
}

void NamedDrive::write_file(const std::string& name, const std::string& text) const {
  std::ofstream{directory_ / name} << text;
}

void NamedDrive::write_certificate() const {
  ChildProcess openssl{
      {.program = kOpenssl,
       .arguments = {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                     "-nodes", "-days", "2", "-subj", "/CN=www.googleapis.com", "-addext",
                     "subjectAltName=DNS:www.googleapis.com,DNS:oauth2.googleapis.com", "-keyout",
                     directory_ / "key.pem", "-out", directory_ / "certificate.pem"},
       .environment = {}}};
  if (openssl.wait() != 0) throw std::runtime_error(openssl.error_output());
}

ChildProcess::Command NamedDrive::beside(const std::string& program,
                                         const std::vector<std::string>& arguments) const {
  return network_.inside(
      {.program = program,
       .arguments = arguments,
       .environment = {{"HOME", directory()}, {"SSL_CERT_FILE", directory_ / "certificate.pem"}}});
}

NamedDrive::Run NamedDrive::run(const std::string& program,
                                const std::vector<std::string>& arguments) const {
  ChildProcess process{beside(program, arguments)};
  const int exit_code = process.wait();
  return {exit_code, process.output(), process.error_output()};
}

}  // namespace pixferry
