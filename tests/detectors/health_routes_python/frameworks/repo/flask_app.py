from flask import Blueprint, Flask, jsonify

bp = Blueprint("probes", __name__, url_prefix="/internal")


@bp.get("/livez")
def livez():
    return jsonify(status="ok")


def create_app():
    app = Flask(__name__)
    app.register_blueprint(bp)

    @app.route("/health")
    def health():
        if broken():
            return jsonify({"status": "unavailable", "reason": "database"}), 503
        return {"status": "ok", "version": "1"}, 200

    @app.route("/ready", methods=["POST"])
    def ready():
        return "", 204

    app.add_url_rule("/ping", "ping", lambda: {"pong": True})
    return app
