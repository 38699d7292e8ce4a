{{- define "pieces.deployment" -}}
{{- $root := .root -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $root.Release.Name }}-{{ $root.Chart.Name }}
  labels:
    tier: {{ $root.Values.global.tier }}
spec:
  replicas: {{ $root.Values.replicas }}
  template:
    spec:
      containers:
        - name: main
          image: {{ $root.Values.global.registry }}/backend:1
          ports:
            - containerPort: {{ .port }}
{{- end -}}
