partial class Initial { void BuildTargetModel(MigrationBuilder b) { } }
